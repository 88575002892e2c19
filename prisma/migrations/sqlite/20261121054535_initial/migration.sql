-- CreateTable
CREATE TABLE "HistoryEvent" (
    "jobId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "leaseToken" INTEGER NOT NULL,
    "event" TEXT NOT NULL,

    PRIMARY KEY ("jobId", "seq")
);

-- CreateTable
CREATE TABLE "LogLine" (
    "jobId" TEXT NOT NULL,
    "logSeq" INTEGER NOT NULL,
    "atSeq" INTEGER NOT NULL,
    "atMs" BIGINT NOT NULL,
    "level" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "fields" TEXT,
    "routine" TEXT,
    "taskId" TEXT,
    "attempt" INTEGER,
    "leaseToken" INTEGER NOT NULL,

    PRIMARY KEY ("jobId", "logSeq")
);

-- CreateTable
CREATE TABLE "WorkflowValue" (
    "workflowId" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "json" TEXT NOT NULL,

    PRIMARY KEY ("workflowId", "ref")
);

-- CreateTable
CREATE TABLE "Snapshot" (
    "jobId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "state" TEXT NOT NULL,

    PRIMARY KEY ("jobId", "seq")
);

-- CreateTable
CREATE TABLE "Submission" (
    "workflowId" TEXT NOT NULL PRIMARY KEY,
    "idempotencyKey" TEXT,
    "record" TEXT NOT NULL,
    "sealedSecret" TEXT
);

-- CreateTable
CREATE TABLE "Lease" (
    "workflowId" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT NOT NULL,
    "token" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Server" (
    "ownerId" TEXT NOT NULL PRIMARY KEY,
    "hostname" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "pidSpace" TEXT,
    "startedAtMs" BIGINT NOT NULL,
    "heartbeatAtMs" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Workflow" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "flowId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "error" TEXT,
    "jobCount" INTEGER NOT NULL,
    "jobCounts" TEXT NOT NULL,
    "taskCounts" TEXT NOT NULL,
    "maxWorkers" INTEGER,
    "progressPercent" REAL NOT NULL,
    "createdAtMs" BIGINT NOT NULL,
    "updatedAtMs" BIGINT NOT NULL,
    "startedAtMs" BIGINT,
    "finishedAtMs" BIGINT,
    "retryOf" TEXT,
    "searchText" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workflowId" TEXT NOT NULL,
    "jobIndex" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "error" TEXT,
    "createdAtMs" BIGINT NOT NULL,
    "updatedAtMs" BIGINT NOT NULL,
    "startedAtMs" BIGINT,
    "finishedAtMs" BIGINT,
    "progressPercent" REAL NOT NULL,
    "taskCounts" TEXT NOT NULL,
    "projectedSeq" INTEGER NOT NULL,
    "logCount" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workflowId" TEXT NOT NULL,
    "jobId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "routine" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "projectedSeq" INTEGER NOT NULL,
    "state" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAtMs" BIGINT NOT NULL,
    "lastUsedAtMs" BIGINT,
    "revokedAtMs" BIGINT
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "atMs" BIGINT NOT NULL,
    "actor" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "remoteAddress" TEXT,
    "details" TEXT
);

-- CreateIndex
CREATE UNIQUE INDEX "Submission_idempotencyKey_key" ON "Submission"("idempotencyKey");

-- CreateIndex
CREATE INDEX "Lease_ownerId_idx" ON "Lease"("ownerId");

-- CreateIndex
CREATE INDEX "Workflow_createdAtMs_id_idx" ON "Workflow"("createdAtMs", "id");

-- CreateIndex
CREATE INDEX "Workflow_status_createdAtMs_id_idx" ON "Workflow"("status", "createdAtMs", "id");

-- CreateIndex
CREATE INDEX "Workflow_status_finishedAtMs_idx" ON "Workflow"("status", "finishedAtMs");

-- CreateIndex
CREATE INDEX "Job_workflowId_jobIndex_idx" ON "Job"("workflowId", "jobIndex");

-- CreateIndex
CREATE INDEX "Task_workflowId_jobId_ordinal_idx" ON "Task"("workflowId", "jobId", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE INDEX "AuditEntry_subject_idx" ON "AuditEntry"("subject");
