"""A service for Gantry in plain FastAPI: the control interface written out, with no SDK.

POST /control/execute            starts one attempt of a task
GET  /control/status/{task_id}   how it stands, while it runs
GET  /control/output/{task_id}   where its output is, once it is complete
POST /control/cancel/{task_id}   stops it
GET  /health                     open, always
"""

import base64
import json
import os
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Callable

import uvicorn
from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel, Field

API_KEY = os.environ.get("SERVICE_API_KEY", "")


class DataReference(BaseModel):
    """Where data is. Gantry hands references on and never reads the data itself."""

    protocol: str
    uri: str
    format: str
    schema_uri: str | None = None
    size_bytes: int | None = None
    checksum: str | None = None
    metadata: dict[str, Any] | None = None


class ExecuteRequest(BaseModel):
    method: str
    workflow_id: str
    task_id: str
    inputs: list[DataReference] = Field(default_factory=list)
    parameters: dict[str, Any] = Field(default_factory=dict)


class ExecuteResponse(BaseModel):
    status: str
    task_id: str | None = None
    output: DataReference | None = None
    error: str | None = None


class OutputResponse(BaseModel):
    output: DataReference


class Cancelled(Exception):
    """Raised in a worker whose task was cancelled."""


@dataclass
class Task:
    """One attempt. An end is final; `cancel` tells the worker to stop."""

    workflow_id: str
    status: str = "running"
    progress: float = 0.0
    output: DataReference | None = None
    error: str | None = None
    cancel: threading.Event = field(default_factory=threading.Event)


Worker = Callable[[ExecuteRequest, Callable[[float], None]], DataReference]


class TaskManager:
    """Every task of this service by its id. Thread-safe: each change happens under one lock.

    Ended tasks are kept until the process ends; a service that runs for months should let them expire.
    """

    def __init__(self) -> None:
        self._tasks: dict[str, Task] = {}
        self._lock = threading.Lock()

    def get(self, task_id: str) -> Task | None:
        with self._lock:
            return self._tasks.get(task_id)

    def start(self, request: ExecuteRequest, worker: Worker) -> None:
        """Runs `worker` in a thread. A task that is posted again (same id) is not run twice."""
        with self._lock:
            known = self._tasks.get(request.task_id)
            if known is not None:
                if known.workflow_id != request.workflow_id:
                    raise ValueError(f"Task id {request.task_id} is in use by workflow {known.workflow_id}")
                return
            task = Task(request.workflow_id)
            self._tasks[request.task_id] = task
        threading.Thread(target=self._run, args=(task, request, worker), daemon=True).start()

    def end(self, task: Task, status: str, *, output: DataReference | None = None, error: str | None = None) -> bool:
        """Returns whether the task was still running: the first end wins."""
        with self._lock:
            if task.status != "running":
                return False
            task.status, task.output, task.error = status, output, error
            return True

    def _run(self, task: Task, request: ExecuteRequest, worker: Worker) -> None:
        def report(percent: float) -> None:
            if task.cancel.is_set():
                raise Cancelled
            with self._lock:
                if task.status == "running":
                    task.progress = max(task.progress, min(100.0, percent))

        try:
            self.end(task, "complete", output=worker(request, report))
        except Cancelled:
            pass
        except Exception as error:  # whatever goes wrong fails the task, and never leaves it running for ever
            self.end(task, "failed", error=str(error) or type(error).__name__)


task_manager = TaskManager()


# From here to METHODS is the part that is yours: `execute_<Name>` serves the blueprint's operation `<Name>`.


def execute_QuickTask(request: ExecuteRequest) -> ExecuteResponse:
    """Quick: answers with the output at once."""
    output = inline_json({"inputs": len(request.inputs)})
    return ExecuteResponse(status="complete", task_id=request.task_id, output=output)


def execute_LongProcess(request: ExecuteRequest) -> ExecuteResponse:
    """Long: answers `running`, and goes on in a thread. Parameter `step_ms` (1000): how long each of ten steps takes."""
    task_manager.start(request, long_process)
    return ExecuteResponse(status="running", task_id=request.task_id)


def long_process(request: ExecuteRequest, report: Callable[[float], None]) -> DataReference:
    step_seconds = float(request.parameters.get("step_ms", 1000)) / 1000
    for step in range(1, 11):
        time.sleep(step_seconds)  # do work …
        report(step * 10)  # raises when the task was cancelled
    return inline_json({"task_id": request.task_id, "steps": 10})


def inline_json(document: Any) -> DataReference:
    """Small data in the reference itself; larger data belongs in a file, S3 or the like."""
    data = json.dumps(document).encode()
    return DataReference(
        protocol="inline", uri=base64.b64encode(data).decode(), format="json", size_bytes=len(data)
    )


METHODS = {name.removeprefix("execute_"): value for name, value in globals().items() if name.startswith("execute_")}


# The control interface: the same for every service.


def authorized(authorization: str = Header(default="")) -> None:
    # As bytes: compare_digest refuses text beyond ASCII.
    if API_KEY and not secrets.compare_digest(authorization.encode(), f"Bearer {API_KEY}".encode()):
        raise HTTPException(401, "Invalid or missing API key")


def known_task(task_id: str) -> Task:
    task = task_manager.get(task_id)
    if task is None:
        raise HTTPException(404, "Task not found")
    return task


app = FastAPI()


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/control/execute", dependencies=[Depends(authorized)])
def execute(request: ExecuteRequest) -> ExecuteResponse:
    method = METHODS.get(request.method)
    if method is None:
        raise HTTPException(400, f"Unknown method: {request.method}")
    try:
        return method(request)
    except Exception as error:  # a fault of the work is an answer, not a 500
        return ExecuteResponse(status="failed", task_id=request.task_id, error=str(error) or type(error).__name__)


@app.get("/control/status/{task_id}", dependencies=[Depends(authorized)])
def status(task_id: str) -> dict[str, Any]:
    task = known_task(task_id)
    progress = 100.0 if task.status == "complete" else task.progress
    return {"status": task.status, "progress": progress, "error": task.error}


@app.get("/control/output/{task_id}", dependencies=[Depends(authorized)])
def output(task_id: str) -> OutputResponse:
    task = known_task(task_id)
    if task.status != "complete" or task.output is None:
        raise HTTPException(400, "Task not complete")
    return OutputResponse(output=task.output)


@app.post("/control/cancel/{task_id}", dependencies=[Depends(authorized)])
def cancel(task_id: str) -> dict[str, str]:
    task = known_task(task_id)
    if task_manager.end(task, "failed", error="Task cancelled"):
        task.cancel.set()
    return {"status": "cancelled" if task.cancel.is_set() else task.status}


if __name__ == "__main__":
    uvicorn.run(app, host=os.environ.get("HOST", "0.0.0.0"), port=int(os.environ.get("PORT", "8080")))
