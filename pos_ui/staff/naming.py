"""Words for what people may do, and how far."""

from app.base.money import Money
from app.staff.person import Act, Demand, Person, Role
from pos_ui.kit import words
from pos_ui.kit.words import t

PER_PERCENT = 10  # per mille
BOTH = " / "  # between the languages of a role's name


def role_word(role: Role) -> str:
    """Say what a role is called; the usual ones have a name in each language."""
    chinese, _, english = role.name.partition(BOTH)
    return english if english and words.language() == "en" else chinese


def act_word(act: Act) -> str:
    """Say what is asked for."""
    return t(f"act.{act}")


def share_word(per_mille: int) -> str:
    """Write a share in percent, with a decimal where there is one."""
    return f"{per_mille / PER_PERCENT:g}%"


def asked(demand: Demand, by: Person) -> str:
    """Say how far a demand goes, and how far whoever asks may go alone."""
    name, role = by.name, by.role
    if demand.act in {Act.DISCOUNT, Act.REPRICE}:
        how_far = t("approval.share", share=share_word(demand.per_mille))
        most = share_word(role.discount_per_mille)
    elif demand.amount != Money(0):
        how_far = t("approval.amount", amount=demand.amount.grouped())
        limit = role.rounding_most if demand.act is Act.ROUND_OFF else role.refund_most
        most = f"¥{limit.grouped()}"
    else:
        return t("approval.no_right", name=name, act=act_word(demand.act))
    if demand.act not in role.acts:
        return f"{how_far} · {t('approval.no_right', name=name, act=act_word(demand.act))}"
    return f"{how_far} · {t('approval.most', name=name, most=most)}"
