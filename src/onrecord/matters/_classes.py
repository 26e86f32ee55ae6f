"""Classes of words that tell of undertakings and of lines of communication: what a verb or noun does to what follows.

The trained models see the class of a word beside the word itself, so that what is learned of "pledge" holds of "vow".
"""

from __future__ import annotations

_CLASSES = {
    "agree": "agree agreement accord deal consensus understanding compact pact concur settle consent",
    "promise": "promise pledge vow commit commitment undertake undertaking guarantee assure assurance swear resolve"
    " recommit obligation bind dedicate",
    "reaffirm": "reaffirm reiterate affirm underscore underline restate renew confirm stress highlight emphasize",
    "decide": "decide decision plan intend intention determine choose opt prepare set schedule expect aim due",
    "announce": "announce announcement declare unveil reveal issue publish",
    "offer": "propose proposal offer suggest volunteer willing ready prepared willingness readiness open invite"
    " invitation",
    "refuse": "refuse refusal reject decline rebuff spurn rule deny oppose unwilling block veto shun",
    "ask": "urge call ask press demand request want need insist appeal push encourage hope should must seek wish",
    "say": "say tell state add note report write claim believe think explain argue point mention warn suggest",
    "begin": "begin start launch initiate step move commence",
    "continue": "continue maintain keep remain stay persist sustain uphold preserve extend further carry go",
    "resume": "resume restore restart reopen reestablish revive reactivate resumption restoration reopening"
    " revival return reinstate",
    "establish": "establish create set found form open inaugurate institute build launch setup establishment creation",
    "stop": "stop halt end cease suspend pause freeze cut sever break cancel postpone shelve terminate close scrap"
    " withdraw suspension freezing collapse stall frozen abandon discontinue expel recall abolish dissolve",
    "refrain": "refrain avoid abstain desist forgo abandon drop",
    "discuss": "discuss talk meet speak negotiate consult communicate exchange engage converse visit host travel"
    " confer hold convene attend dialogue discussion negotiation consultation communication meeting",
    "cooperate": "cooperate work collaborate coordinate partner join cooperation collaboration coordination",
    "give": "provide give send deliver donate contribute fund finance invest allocate supply grant assist help support"
    " aid assistance disburse train transfer share sell purchase buy import",
    "ease": "lift remove ease reduce lower slash relax waive roll cut exempt suspend release free repatriate withdraw"
    " pull allow permit accept",
    "press on": "impose raise increase sanction tariff restrict limit ban punish retaliate expand deploy strengthen"
    " enforce designate",
    "protect": "protect defend ensure safeguard secure prevent combat counter fight tackle address curb crack stem"
    " act implement comply honor honour abide fulfill fulfil observe respect ratify sign adopt enact apply",
    "vague": "promote enhance deepen advance strengthen strive improve develop pursue build bolster stabilize manage"
    " explore seek make take",
    "hold": "hold host convene conduct chair attend conclude complete have undergo kick wrap arrange co-chair cochair"
    " co-host lead co-open participate",
    "value": "importance important need necessity necessary significance value essential crucial vital imperative"
    " welcome appreciate effort try attempt",
    "be": "be exist there become",
    "use": "use pick utilize leverage play give",
    "without": "no lack without absence never neither",
}
_OF: dict[str, tuple[str, ...]] = {}
for _name, _words in _CLASSES.items():
    for _word in _words.split():
        _OF[_word] = (*_OF.get(_word, ()), _name)

_LINES = {
    "meeting": "meeting call summit conversation visit meet speak talk talks round session trip phone telephone"
    " interaction conference visit discussion discuss negotiate negotiation",
    "line": "communication channel hotline line contact link track liaison communicate telephone intermediary mediation"
    " engagement engage exchange",
    "standing": "mechanism group committee commission consultation dialogue dialog forum council framework platform"
    " partnership consult",
    "relations": "relation tie embassy consulate mission diplomat ambassador diplomacy cooperation",
}
_LINE_OF = {word: name for name, words in _LINES.items() for word in words.split()}


def classes_of(lemma: str) -> tuple[str, ...]:
    """Return the classes of a word, the first the most usual; ``other`` for a word of none."""
    return _OF.get(lemma, ("other",))


def line_class(lemma: str) -> str:
    """Return what kind of line a word names."""
    return _LINE_OF.get(lemma, "other")
