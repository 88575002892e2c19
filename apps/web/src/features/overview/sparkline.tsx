"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { formatRate } from "@/lib/format.ts";

export interface SparklineProps {
  /** Counts per bucket, oldest first. */
  readonly values: readonly number[];
  readonly bucketMs: number;
  readonly label: string;
}

const HEIGHT_PX = 44;

const toData = (values: readonly number[]): uPlot.AlignedData => [values.map((_, index) => index), [...values]];

function options(host: HTMLElement): uPlot.Options {
  // A canvas knows no variables, but the text colour that one became.
  const colour = getComputedStyle(host).color;
  return {
    width: host.clientWidth,
    height: HEIGHT_PX,
    padding: [3, 0, 1, 0],
    legend: { show: false },
    cursor: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: { x: { time: false }, y: { range: (_plot, _min, max) => [0, Math.max(1, max)] } },
    series: [
      {},
      {
        stroke: colour,
        width: 1.5,
        fill: (plot) => {
          const fade = plot.ctx.createLinearGradient(0, 0, 0, plot.bbox.height);
          fade.addColorStop(0, `color-mix(in oklch, ${colour} 22%, transparent)`);
          fade.addColorStop(1, `color-mix(in oklch, ${colour} 0%, transparent)`);
          return fade;
        },
        points: { show: false },
      },
    ],
  };
}

/** The course of a rate, without axes: the figure beside it tells the value. */
export function Sparkline({ values, bucketMs, label }: SparklineProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const newest = useRef(values);
  const { resolvedTheme } = useTheme();

  // A canvas keeps its colours: another theme is another plot.
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const drawn = new uPlot(options(element), toData(newest.current), element);
    plot.current = drawn;
    const observer = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: HEIGHT_PX }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      drawn.destroy();
      plot.current = null;
    };
  }, [resolvedTheme]);

  useEffect(() => {
    newest.current = values;
    plot.current?.setData(toData(values));
  }, [values]);

  const peak = Math.max(0, ...values) / (bucketMs / 1000);
  return (
    <div
      ref={host}
      className="text-brand"
      role="img"
      aria-label={`${label}, at most ${formatRate(peak)}`}
      style={{ height: HEIGHT_PX }}
    />
  );
}
