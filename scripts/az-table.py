#!/usr/bin/env python3
"""Turns the recording of azure-cli's command table into the two files that keyless-core embeds.

    scripts/az-table.py RECORDING_FOLDER

RECORDING_FOLDER holds `az-commands.json` and `az-command-names.txt` (facts recorded from azure-cli: names, arity,
allowed values; no prose). Written, next to this script's workspace: `core/data/az-commands.txt` and
`core/data/az-names.txt`. Run it again when the recording changes, and read the difference.

az-commands.txt: a line `=NAME<TAB>ATTRIBUTE…` opens a command, each line after it is one argument:
`OPTION OPTION…<TAB>ATTRIBUTE…`, where a deprecated option is `--name!redirect` or, when hidden, `--name!!redirect`.
An attribute is one letter and its value; `core/src/az/table/read.rs` lists the letters.

az-names.txt: all groups, each followed by those below it: its depth (one digit) and the last word of its name, then
the commands directly below it: first one letter for each of the usual ones (USUAL below), then the others' words.
"""
import collections
import json
import pathlib
import sys

BOOL = {"true": True, "t": True, "yes": True, "y": True, "1": True, "false": False, "f": False, "no": False,
        "n": False, "0": False}
SHORT = {"kind": "k", "nullable": "z", "element": "e", "fields": "f", "options": "o", "pattern": "p",
         "minimum": "m", "maximum": "M", "min_length": "l", "max_length": "L", "unique": "u", "enum": "E",
         "blank": "b", "required": "r"}


def aaz(t):
    """The shape of a newer argument, in short keys; what the kind implies is left out."""
    out = {"k": t["kind"]}
    for key, value in t.items():
        if key == "enum":
            if value != BOOL:
                out["E"] = sorted(value, key=list(value).index)
                assert all(k == v for k, v in value.items()), value
        elif key == "format":
            for k, v in value.items():
                if k != "kind":
                    out[SHORT[k]] = v
                elif v != t["kind"]:
                    out["F"] = v
        elif key == "element":
            out["e"] = aaz(value)
        elif key == "fields":
            out["f"] = [[name, aaz(field)] for name, field in value.items()]
        elif key == "options":
            out["o"] = value
        elif key in ("nullable", "blank") or (key == "required" and value):
            if not (key == "blank" and t["kind"] in ("Bool", "GenericUpdateForceString")):
                out[SHORT[key]] = value
        elif key not in ("kind", "enum_case_sensitive", "required"):
            raise SystemExit("unknown aaz key " + key)
    if not t.get("enum_case_sensitive", False) is False:
        raise SystemExit("a case-sensitive enum")
    return out


def option(o):
    if isinstance(o, str):
        return o
    return o["name"] + ("!!" if o.get("hidden") else "!") + (o.get("redirect") or "")


def derived(names):
    """What the reader takes for the destination when none is given: the first long option with underscores for dashes."""
    for n in names:
        if n.startswith("--"):
            return n[2:].replace("-", "_")
    return ""


SKIP = {"SubscriptionNameOrIdAction", "DefaultAction", "ThreeStateAction", "PreviewArgumentAction",
        "DeprecatedArgumentAction", "DeprecatedOptionAction", "ChangeReferenceAction", "AcquirePolicyTokenAction"}


def argument(a):
    names = [option(o) for o in a["options"]]
    out = [" ".join(names)]
    plain = [o if isinstance(o, str) else o["name"] for o in a["options"]]
    if derived(plain) != a["dest"]:
        out.append("d" + a["dest"])
    if a.get("positional"):
        out.append("P")
    if a["required"]:
        out.append("r")
    if a.get("required_unless_ids"):
        out.append("R")
    if a["nargs"] is not None:
        out.append("n" + str(a["nargs"]))
    if a.get("action") == "ThreeStateAction" or (
            a["nargs"] == "?" and a.get("choices") == ["true", "false"] and a["choices_case_insensitive"]):
        out.append("T")
    elif "choices" in a and "enum" not in a.get("aaz", {}):
        out.append(("C" if a["choices_case_insensitive"] else "c") + "|".join(a["choices"]))
    if "default" in a and not (a["default"] is False and a["nargs"] == 0):
        out.append("=" + json.dumps(a["default"], separators=(",", ":")))
    if "const" in a and a["const"] is not True:
        out.append("k" + json.dumps(a["const"]))
    for letter, key in (("t", "type"), ("i", "id_part"), ("g", "configured_default"), ("v", "validator"),
                        ("G", "arg_group")):
        if a.get(key):
            out.append(letter + str(a[key]))
    action = (a.get("action") or "").split(".")[0]
    if action and action not in SKIP:
        out.append("a" + action)
    if a.get("is_preview"):
        out.append("p")
    if a.get("is_experimental"):
        out.append("e")
    if "deprecated" in a:
        out.append(("X" if a["deprecated"].get("hidden") else "x") + (a["deprecated"].get("redirect") or ""))
    if "aaz" in a:
        out.append("z" + json.dumps(aaz(a["aaz"]), separators=(",", ":"), ensure_ascii=False))
    return "\t".join(out)


def commands(source):
    lines = []
    for name, c in sorted(source["commands"].items()):
        head = ["=" + name]
        for letter, key in (("w", "supports_no_wait"), ("y", "confirmation"), ("z", "aaz"), ("p", "is_preview"),
                            ("e", "is_experimental"), ("i", "supports_ids")):
            if c.get(key):
                head.append(letter)
        if c.get("api_version"):
            head.append("V" + c["api_version"])
        if c.get("deprecated"):
            head.append("x" + (c["deprecated"].get("redirect") or ""))
        if isinstance(c.get("table_transformer"), str):
            head.append("q" + " ".join(c["table_transformer"].split()))
        lines.append("\t".join(head))
        for a in c["arguments"]:
            if a.get("internal") and a["dest"] != "_subscription":
                # `az` swallows these words of its own; only that the name is taken matters.
                lines.append("\t".join([" ".join(a["options"]), "I"]))
            else:
                lines.append(argument(a) + ("\tI" if a.get("internal") else ""))
    blocks = ("\n" + "\n".join(lines)).split("\n=")[1:]
    # Commands that were recorded later, by hand, in the same notation.
    more = (pathlib.Path(__file__).resolve().parent / "az-commands-more.txt").read_text(encoding="utf-8")
    blocks += ("\n" + more.rstrip("\n")).split("\n=")[1:]
    return "\n".join("=" + block for block in sorted(blocks, key=lambda it: it.split("\n")[0].split("\t")[0])) + "\n"


USUAL = {"create": "c", "delete": "d", "list": "l", "show": "s", "update": "u", "wait": "w"}


def names(text):
    children = collections.defaultdict(list)
    for line in text.splitlines():
        kind, path = line.split(" ", 1)
        group, _, word = path.rpartition(" ")
        children[group].append((word, kind == "group"))

    def lines(path, depth):
        commands = [word for word, group in children[path] if not group]
        usual = "".join(USUAL[word] for word in commands if word in USUAL)
        rest = [word for word in commands if word not in USUAL]
        yield " ".join(["%d%s" % (depth, path.rpartition(" ")[2]), usual, *rest]).rstrip()
        for word, group in children[path]:
            if group:
                yield from lines((path + " " + word).strip(), depth + 1)

    return "\n".join(lines("", 0)) + "\n"


def main():
    recording = pathlib.Path(sys.argv[1])
    data = pathlib.Path(__file__).resolve().parent.parent / "core" / "data"
    source = json.loads((recording / "az-commands.json").read_text(encoding="utf-8"))
    (data / "az-commands.txt").write_text(commands(source), encoding="utf-8")
    (data / "az-names.txt").write_text(names((recording / "az-command-names.txt").read_text(encoding="utf-8")),
                                       encoding="utf-8")


if __name__ == "__main__":
    main()
