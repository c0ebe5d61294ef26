"""One process of the program that is kept for many runs (host.cs): what is not killed costs no start."""

import json
import os
import pathlib
import select
import signal
import subprocess
import time


def compile_host(target):
    """The startup hook, or None where there is no compiler."""
    dotnet = pathlib.Path(os.path.realpath(subprocess.run(["which", "dotnet"], capture_output=True, text=True).stdout.strip())).parent
    compilers = sorted(dotnet.glob("sdk/*/Roslyn/bincore/csc.dll"))
    packs = sorted(dotnet.glob("packs/Microsoft.NETCore.App.Ref/*/ref/net*"))
    if not compilers or not packs:
        return None
    references = [f"-r:{file}" for file in packs[-1].glob("*.dll")]
    source = pathlib.Path(__file__).with_name("host.cs")
    done = subprocess.run(["dotnet", str(compilers[-1]), "-nologo", "-target:library", "-nullable", f"-out:{target}", *references, str(source)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return target


class Host:
    def __init__(self, folder, app, hook, env):
        self.folder, self.app = folder, app
        folder.mkdir(exist_ok=True)
        self.page, self.uptime = folder / "page", folder / "uptime"
        self.env = dict(env, DOTNET_STARTUP_HOOKS=str(hook), SHIM_PAGE=str(self.page), SHIM_UPTIME=str(self.uptime), CHAOS_IN=str(folder / "in"), CHAOS_OUT=str(folder / "out"))
        self.process = None

    def begin(self):
        for name in ("in", "out"):
            (self.folder / name).unlink(missing_ok=True)
            os.mkfifo(self.folder / name)
        self.process = subprocess.Popen([str(self.app / "SyncWorker")], env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.input = os.open(self.folder / "in", os.O_RDWR)
        self.output = os.open(self.folder / "out", os.O_RDWR | os.O_NONBLOCK)
        self.rest = b""

    def end(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            os.close(self.input)
            os.close(self.output)
            self.process = None

    def run(self, args, longest):
        """Exit code, output, errors; the code is -9 when it died."""
        os.write(self.input, json.dumps(args).encode() + b"\n")
        until = time.monotonic() + longest
        while b"\n" not in self.rest:
            readable, _, _ = select.select([self.output], [], [], 0.02)
            if readable:
                self.rest += os.read(self.output, 1 << 20)
            elif self.process.poll() is not None:
                code = self.process.returncode
                self.end()
                return code, "", ""
            elif time.monotonic() > until:
                self.end()
                return -signal.SIGALRM, "", f"(hung for {longest} s)"
        line, self.rest = self.rest.split(b"\n", 1)
        return json.loads(line)
