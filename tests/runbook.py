"""Runs the blocks of commands of install/README.md, in their order, and says which command does not do what the runbook promises.

    runbook.py KINDS WORK [RUNNER]      KINDS: words after the three backticks, "linux both"; WORK: a folder for what is written;
                                        RUNNER: runs a program of Windows, "wine"; bash without it.

A block `...-new` is for another machine: WORK/new-machine is run before the first of them. `...-last` comes at the end.
Prints "ok ..." or "FAILED ..." for each command. A command has failed when it ends with a code that is neither 0 nor one of
those that the verb promises for what it found (below), or prints a stack trace.
"""
import re
import shlex
import subprocess
import sys
from pathlib import Path

kinds, work, runner = sys.argv[1].split(), Path(sys.argv[2]), " ".join(sys.argv[3:]).split()
book = Path(__file__).resolve().parent.parent / "install" / "README.md"

# What the exit code tells of the installation and is no fault of the command: a part is sick (3), something is held (4), the worker
# that was just stopped is not there (1).
ALLOWED = {
    r"syncworker status|SyncWorker status": {1, 3, 4},
    r"(sync|Sync)[wW]orker (poll|reconcile|remind|send|check|mail release|mail recipients list|secret list)": {3, 4},
    r"systemctl status": {3},
    r"SyncWorker service status": {3},
}
# Typed where a command asks: a password, a passphrase.
TYPED = {"secret set": "bí mật 1\n", "secret export": "một câu đủ dài để nhớ\n", "secret import": "một câu đủ dài để nhớ\n"}


def blocks():
    section, kind, lines = "", None, []
    for line in book.read_text(encoding="utf-8").splitlines():
        if kind is None and line.startswith("## "):
            section = line[3:]
        elif line.startswith("```"):
            if kind:
                yield section, kind, lines
                kind, lines = None, []
            else:
                kind = line[3:]
        elif kind is not None:
            lines.append(re.sub(r"\s{3,}.*$", "", line))  # what stands far to the right explains


def values():
    """What stands for a value of this installation: WORK/values, one NAME<tab>VALUE a line."""
    for line in (work / "values").read_text(encoding="utf-8").splitlines():
        name, value = line.split("\t")
        yield name, value


def hook(name):
    """What the machine must have met before a section's commands mean anything; WORK/hooks/NAME.sh."""
    script = work / "hooks" / (re.sub(r"\W+", "-", name.lower()).strip("-") + ".sh")
    if script.exists():
        done = subprocess.run(["bash", "-eu", script], capture_output=True, text=True, timeout=120)
        if done.returncode:
            print(f"FAILED  [{name}] the state that it is for\n{done.stdout}{done.stderr}")


def argv(command):
    if not runner:
        return ["bash", "-c", command]
    # Without cmd, whose exit code Wine does not tell.
    words = shlex.split(re.sub("%ProgramData%", r"C:\\ProgramData", command), posix=False)
    words = [word.strip('"') for word in words]
    return [*runner, *([r"C:\Program Files\SyncWorker\SyncWorker.exe", *words[1:]] if words[0] == "SyncWorker" else words)]


def run(section, command):
    for name, value in values():
        command = command.replace(name, value)
    typed = next((text for verb, text in TYPED.items() if verb in command), "")
    try:
        done = subprocess.run(argv(command), input=typed.encode(), capture_output=True, timeout=180, cwd=work)
        code, said = done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace").replace("\r", "")
    except subprocess.TimeoutExpired as late:
        code, said = -1, f"no end within {late.timeout} s"
    allowed = {0}.union(*(codes for words, codes in ALLOWED.items() if re.search(words, command)))
    bad = code not in allowed or re.search(r"Unhandled exception|^\s+at \w+\.\w+", said, re.M)
    print(f"{'FAILED' if bad else 'ok    '}  [{section}] {command}{f'  ({code})' if code else ''}", flush=True)
    with open(work / "transcript", "a", encoding="utf-8") as transcript:
        transcript.write(f"\n## {section}\n$ {command}\n{said}-> {code}\n")
    if bad:
        print("\n".join("          " + line for line in said.splitlines()[-12:]))


found = [(section, kind, lines) for section, kind, lines in blocks()]
order = [block for block in found if block[1] in kinds or block[1].removesuffix("-new") in kinds]
order += [block for block in found if block[1].endswith("-last") and block[1].removesuffix("-last") in kinds]
seen, moved = set(), False
for section, kind, lines in order:
    if kind.endswith("-new") and not moved:
        moved = True
        hook("new machine")
    if section not in seen:
        seen.add(section)
        hook(section)
    for line in lines:
        if line.strip():
            run(section, line)
