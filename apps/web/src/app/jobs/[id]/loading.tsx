import { JobSkeleton } from "@/features/job/job-skeleton.tsx";

export default function Loading() {
  return <JobSkeleton />;
}
