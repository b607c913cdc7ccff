"""The file of a company: questions, contact moments, intakes, trajectories."""

from kopgroep.casework.models.contact import Contact
from kopgroep.casework.models.intake import Intake
from kopgroep.casework.models.journey import Journey
from kopgroep.casework.models.question import Question

__all__ = ["Contact", "Intake", "Journey", "Question"]
