import { OperationPage } from "@/features/operations/operation-page.tsx";

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return <OperationPage operationId={decodeURIComponent(id)} />;
}
