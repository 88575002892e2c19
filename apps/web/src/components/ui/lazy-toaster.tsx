"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onNotice, type Notice } from "@/lib/notify.ts";
import { patiently } from "@/lib/patiently.ts";

const Toaster = dynamic(async () => (await patiently(() => import("@/components/ui/toaster.tsx"))).Toaster, {
  ssr: false,
});

/** Where short notices appear. Most visits have none, so that its code comes with the first one. */
export function LazyToaster() {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => onNotice((notice) => setNotices((earlier) => [...earlier, notice])), []);
  return notices.length === 0 ? null : <Toaster notices={notices} />;
}
