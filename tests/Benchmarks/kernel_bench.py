"""Measures kernels as their front ends feel them; prints one JSON object a kernel.

Arguments: the runs, the kernel's name, the cell that asks for the first result, the words that start the kernel.
"""

import hashlib
import hmac
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

CHANNELS = ("shell", "iopub", "stdin", "control", "hb")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def answered(command):
    """Seconds from the start of the process to its answer to kernel_info, without the client's own time."""
    connection = {channel + "_port": free_port() for channel in CHANNELS}
    connection.update(ip="127.0.0.1", key="key", transport="tcp", signature_scheme="hmac-sha256")
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        json.dump(connection, file)
    header = {"msg_id": "1", "session": "s", "username": "u", "date": "2020-01-01T00:00:00Z", "msg_type": "kernel_info_request", "version": "5.3"}
    parts = [json.dumps(header).encode(), b"{}", b"{}", b"{}"]
    signature = hmac.new(b"key", b"".join(parts), hashlib.sha256).hexdigest().encode()
    shell = zmq.Context.instance().socket(zmq.DEALER)
    shell.linger = 0
    shell.setsockopt(zmq.RECONNECT_IVL, 5)
    start = time.perf_counter()
    process = subprocess.Popen(
        [word.replace("{connection_file}", file.name) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        shell.connect(f"tcp://127.0.0.1:{connection['shell_port']}")
        shell.send_multipart([b"<IDS|MSG>", signature, *parts])
        if not shell.poll(60000):
            raise TimeoutError("kernel_info was not answered")
        return time.perf_counter() - start
    finally:
        shell.close()
        process.kill()
        process.wait()
        os.unlink(file.name)


def first_result(command, cell):
    """Seconds from jupyter_client's start of the kernel to the result of its first cell, and megabytes resident a second later."""
    manager = KernelManager()
    manager._kernel_spec = KernelSpec(argv=command, display_name="x", language="x", interrupt_mode="message")
    start = time.perf_counter()
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        reply = client.execute_interactive(cell, timeout=60, output_hook=lambda message: None)
        seconds = time.perf_counter() - start
        if reply["content"]["status"] != "ok":
            raise RuntimeError(str(reply["content"]))
        time.sleep(1)
        with open(f"/proc/{manager.provisioner.pid}/status") as status:
            resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
        return seconds, resident / 1024
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


runs, name, cell, command = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
infos = [answered(command) for _ in range(runs)]
firsts = [first_result(command, cell) for _ in range(runs)]
print(json.dumps({
    "name": name,
    "kernel_info": statistics.median(infos),
    "first": statistics.median(f[0] for f in firsts),
    "megabytes": max(f[1] for f in firsts),
}))
