"""Sentences of our own that anyone would label alike; none is among those the weights come from."""

from __future__ import annotations

from index.issues.records import Signal

PLAIN = {
    Signal.OPEN: (
        "Russia rejected [the grain corridor] on Tuesday, calling it a trap.",
        "[The prisoner exchange] has been delayed again, the Red Cross said.",
        "It is still unclear who will pay for [the new bridge].",
        "Hamas refuses to give up [its weapons].",
        "The rebels said they would not sign [the truce] unless the siege was lifted.",
        "Talks on [the border] broke down without a result.",
        "Egypt is demanding that Israel reopen [the Rafah crossing].",
        "No date has been set for [the deployment of the force].",
        "The two sides are still negotiating over [the list of prisoners].",
        "Baku accused Yerevan of breaking [the ceasefire].",
        "The mediators hope that [the withdrawal] will start next week.",
        "Israel insists that [disarmament] must come first.",
        "Aid agencies warned that [fuel] was running out.",
        "The committee has yet to be named to run [the enclave].",
        "Washington is pressing Colombo to accept [the mission].",
        "No country has offered troops for [the force] so far.",
        "Kyiv wants guarantees before it signs [the treaty].",
        "[The body of the last soldier] has not been found.",
        "[Reconstruction] has not begun.",
        "Both sides blame each other for the collapse of [the talks].",
        "Israeli strikes have continued despite [the ceasefire].",
        "[The border] is still closed.",
    ),
    Signal.SETTLED: (
        "[The crossing] reopened on Monday after two years.",
        "[The bridge] has been rebuilt.",
        "The army has withdrawn from [the valley].",
        "The two governments signed [the peace treaty] in Washington on Friday.",
        "The last of [the prisoners] were freed on Sunday.",
        "The army completed [its withdrawal] from the valley last week.",
        "[The truce] took effect at midnight.",
        "Parliament ratified [the border agreement] on Thursday.",
        "The remains of [the last hostage] were returned to his family.",
        "[The first trucks of aid] entered the city on Wednesday.",
        "The peacekeepers have been deployed along [the line], the United Nations confirmed.",
        "The rebels handed over [their weapons] to United Nations monitors.",
        "[The new government] was sworn in on Saturday.",
        "Both sides confirmed that [the exchange] had been completed.",
        "The members of [the committee] were named on Tuesday and have begun their work.",
        "[The siege] was lifted on Monday.",
    ),
    Signal.NEUTRAL: (
        "Under the plan, [an international force] would patrol the border.",
        "The agreement calls for [the disarmament of all militias].",
        "The second phase of the deal includes [the withdrawal of troops].",
        "[The board] is a body of twelve members chaired by a judge.",
        "The treaty provides for [a joint commission].",
        "The first stage of the plan covers [the release of prisoners].",
        "[The council] consists of nine judges and four ministers.",
        "The roadmap foresees [elections] within eighteen months.",
        "Under the agreement, [the reconstruction] would be paid for by a trust.",
    ),
}
"""By signal; brackets stand around what the signal is of."""
