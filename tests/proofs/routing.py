"""`run.py prove routing`: every policy in every world over many seeds; a store with snapshots, too.

Each world, policy and seed is kept as it is done, so that an interrupted proof goes on.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from app.payments import simulating
from app.payments.policies import POLICIES
from app.payments.worlds import WORLDS, for_a_store
from pos_ui.commands.simulate import mean

MOST_CHAIN_PP, MOST_STORE_PP = 0.4, 0.6
MOST_DOWN = 0.25  # of what window_125 sends to a down channel
LEAST_CUT = 0.9  # of what the oracle cuts in failures over static priority
LEAST_PER_S = 10_000
STORE = "zhanggui_store"


def main(words: list[str]) -> int:
    """Play, print the table, and say what is not met."""
    parser = argparse.ArgumentParser(prog="prove routing")
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--keep", type=Path, default=Path("demo-out/routing.jsonl"))
    args = parser.parse_args(words)
    args.keep.parent.mkdir(parents=True, exist_ok=True)
    done = _read(args.keep)
    with args.keep.open("a", encoding="utf-8") as out:
        for world in WORLDS:
            policies = [*POLICIES, STORE] if world == "outages" else list(POLICIES)
            for policy in policies:
                for seed in range(args.seeds):
                    key = f"{world}/{policy}/{seed}"
                    if key not in done:
                        done[key] = asdict(_play(world, policy, seed))
                        out.write(json.dumps({"key": key, **done[key]}) + "\n")
                        out.flush()
    return _judge(done, args.seeds)


def _play(world: str, policy: str, seed: int) -> simulating.Score:
    if policy == STORE:
        chain = WORLDS[world]
        return simulating.measure_store(chain, for_a_store(chain), seed)
    return simulating.measure(WORLDS[world], policy, seed)


def _read(path: Path) -> dict[str, dict[str, float]]:
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row.pop("key"): row for row in rows}


def _judge(done: dict[str, dict[str, float]], seeds: int) -> int:
    table: dict[str, dict[str, dict[str, float]]] = {}
    for world in WORLDS:
        for policy in (*POLICIES, STORE):
            rows = [done.get(f"{world}/{policy}/{seed}") for seed in range(seeds)]
            scores = [simulating.Score(**row) for row in rows if row]  # type: ignore[arg-type]
            if scores:
                table.setdefault(world, {})[policy] = mean(scores)
    print(json.dumps(table, indent=1))
    faults = _faults(table)
    for fault in faults:
        print("NOT MET:", fault)
    return 1 if faults else 0


def _faults(table: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    faults = []
    outages = table["outages"]
    if outages["zhanggui"]["regret_pp"] > MOST_CHAIN_PP:
        faults.append(f"chain regret {outages['zhanggui']['regret_pp']:.3f} pp")
    if outages[STORE]["regret_pp"] > MOST_STORE_PP:
        faults.append(f"store regret {outages[STORE]['regret_pp']:.3f} pp")
    down = outages["zhanggui"]["onto_down_pct"] / outages["window_125"]["onto_down_pct"]
    if down > MOST_DOWN:
        faults.append(f"{down:.0%} of window_125's share onto down channels")
    for world, policies in table.items():
        ours, static, oracle = (
            policies[name]["failure_pct"] for name in ("zhanggui", "static", "oracle")
        )
        cut = (static - ours) / (static - oracle)
        if cut < LEAST_CUT:
            faults.append(f"{world}: {cut:.1%} of the oracle's cut")
        if policies["zhanggui"]["decisions_per_s"] < LEAST_PER_S:
            faults.append(f"{world}: {policies['zhanggui']['decisions_per_s']:.0f} decisions/s")
    return faults
