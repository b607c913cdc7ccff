"""The file of a company: questions, contact moments, intakes, trajectories, referrals, plans, tasks,
appointments, results and the yearly survey.
"""

from kopgroep.casework.models.appointment import AgendaLink, Appointment, ContactDraft
from kopgroep.casework.models.attention import DigestChoice, DigestTold, SavedList
from kopgroep.casework.models.contact import Contact
from kopgroep.casework.models.intake import Intake
from kopgroep.casework.models.journey import Journey
from kopgroep.casework.models.plan import Plan, PlanAction, PlanCheck
from kopgroep.casework.models.question import Question
from kopgroep.casework.models.referral import Referral
from kopgroep.casework.models.result import Result
from kopgroep.casework.models.survey import Survey, SurveyAsk
from kopgroep.casework.models.task import Task

__all__ = [
    "AgendaLink",
    "Appointment",
    "Contact",
    "ContactDraft",
    "DigestChoice",
    "DigestTold",
    "Intake",
    "Journey",
    "Plan",
    "PlanAction",
    "PlanCheck",
    "Question",
    "Referral",
    "Result",
    "SavedList",
    "Survey",
    "SurveyAsk",
    "Task",
]
