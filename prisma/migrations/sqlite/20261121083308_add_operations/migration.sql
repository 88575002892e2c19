-- AlterTable
ALTER TABLE "Job" ADD COLUMN "parentJobId" TEXT;

-- CreateIndex
CREATE INDEX "Job_parentJobId_idx" ON "Job"("parentJobId");

-- CreateIndex
CREATE INDEX "Workflow_origin_createdAtMs_id_idx" ON "Workflow"("origin", "createdAtMs", "id");
