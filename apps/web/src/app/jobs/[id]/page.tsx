import { JobPage } from "@/features/job/job-page.tsx";

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return <JobPage jobId={decodeURIComponent(id)} />;
}
