"use client";

import type { WorkflowSummary } from "@gantry/contracts";
import type { ReactTable } from "@tanstack/react-table";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { COLUMN_TEMPLATE, type features, NUMERIC_COLUMNS } from "@/features/workflows/columns.tsx";
import { WorkflowCard } from "@/features/workflows/workflow-card.tsx";
import { cn } from "@/lib/cn.ts";
import { useMediaQuery } from "@/lib/use-media-query.ts";

const ROW_PX = 56;
const CARD_PX = 92;
/** How many rows before the end the next page is asked for. */
const LOAD_AHEAD = 20;

export interface VirtualRowsProps {
  readonly table: ReactTable<typeof features, WorkflowSummary>;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onLoadMore: () => void;
}

/** Only what is in view is in the document, so that 100,000 rows scroll like ten. Rows where there is room, cards on a phone. */
export function VirtualRows({ table, hasMore, isLoadingMore, onLoadMore }: VirtualRowsProps) {
  const isWide = useMediaQuery("(min-width: 64rem)");
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const { rows } = table.getRowModel();
  const rowPx = isWide ? ROW_PX : CARD_PX;
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowPx,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
    scrollMargin: top,
  });
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;

  useEffect(() => {
    // Where the list begins on the page; what is above it may wrap.
    const measure = () => setTop((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);

  useEffect(() => virtualizer.measure(), [virtualizer, rowPx]);

  useEffect(() => {
    if (hasMore && !isLoadingMore && lastIndex >= rows.length - LOAD_AHEAD) onLoadMore();
  }, [hasMore, isLoadingMore, lastIndex, rows.length, onLoadMore]);

  return (
    <div role="table" aria-label="Workflows" aria-rowcount={hasMore ? -1 : rows.length + 1} aria-busy={isLoadingMore}>
      <div role="rowgroup" className="sticky top-13 z-20 rounded-t-xl border-b bg-card/95 backdrop-blur-sm lg:top-0">
        {table.getHeaderGroups().map((group) => (
          <div
            key={group.id}
            role="row"
            className="items-center max-lg:flex lg:grid lg:px-4"
            style={isWide ? GRID : undefined}
          >
            {group.headers.map((header) => (
              <div
                key={header.id}
                role="columnheader"
                className={cn(
                  "flex h-9 items-center text-xs font-medium text-muted-foreground max-lg:pl-4",
                  NUMERIC_COLUMNS.has(header.column.id) && "lg:justify-end",
                  header.column.id !== "select" && header.column.id !== "name" && "max-lg:hidden",
                )}
              >
                <table.FlexRender header={header} />
              </div>
            ))}
          </div>
        ))}
      </div>
      <div ref={body} role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={row.getIsSelected()}
              data-status={row.original.status}
              className="absolute inset-x-0 items-center border-b transition-colors last:rounded-b-xl hover:bg-accent/50 aria-selected:bg-brand/6 lg:grid lg:px-4"
              style={{
                height: item.size,
                transform: `translateY(${item.start - top}px)`,
                ...(isWide ? GRID : {}),
              }}
            >
              {isWide ? (
                row.getAllCells().map((cell) => (
                  <div
                    key={cell.id}
                    role="cell"
                    className={cn(
                      "min-w-0 pr-4 text-[0.8125rem]",
                      NUMERIC_COLUMNS.has(cell.column.id) &&
                        "pr-0 text-right text-xs whitespace-nowrap text-muted-foreground tabular-nums",
                    )}
                  >
                    <table.FlexRender cell={cell} />
                  </div>
                ))
              ) : (
                <WorkflowCard
                  workflow={row.original}
                  isSelected={row.getIsSelected()}
                  onSelectedChange={(isSelected) => row.toggleSelected(isSelected)}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const GRID = { gridTemplateColumns: COLUMN_TEMPLATE };
