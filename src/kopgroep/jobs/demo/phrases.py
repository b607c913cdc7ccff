"""Words that invented entrepreneurs and advisers use. ``{theme}`` becomes the name of a theme in small letters."""

QUESTIONS = (
    "Waar begin ik met {theme}?",
    "Wie kan met mij meekijken naar {theme}?",
    "We groeien hard en lopen vast op {theme}. Wie weet raad?",
    "Ik wil binnen een jaar een stap zetten met {theme}. Wat is er mogelijk?",
    "Is er hulp voor kleine bedrijven bij {theme}?",
    "Een klant vraagt ons naar {theme}. Hoe pakken we dat aan?",
    "Kan ik met iemand praten die veel weet van {theme}?",
    "Mijn opvolger wil meer doen met {theme}. Waar halen we kennis vandaan?",
)
NOTES = (
    "Huidige werkwijze doorgenomen. Wil eerst weten wat het oplevert.",
    "Drie mogelijke routes besproken. Voorkeur voor klein beginnen.",
    "Cijfers van vorig jaar bekeken. Ruimte voor een eerste stap van beperkte omvang.",
    "Rondleiding gehad. Er ligt een idee voor een nieuw product, de markt is nog niet onderzocht.",
    "Kent weinig bedrijven met dezelfde vraag. Wil graag in contact komen met collega-ondernemers.",
    "Team staat achter het plan. Tijd is het grootste knelpunt.",
    "Offerte van een leverancier samen gelezen. Twee punten blijven onduidelijk.",
    "Plan besproken met de boekhouder. Begroting volgt.",
    "Stand van het plan doorgenomen. Ligt op schema.",
    "Kort gesproken. Wacht op antwoord van een partner.",
)
STEPS = (
    "Bellen over de begroting",
    "Voorbeeldplan sturen",
    "Afspraak maken met een specialist",
    "Offertes naast elkaar leggen",
    "Terugbellen na overleg met het team",
    "Kennismaken met een ondernemer die dit al deed",
    "Stand van zaken navragen",
)
ASKED = (
    "Welke stap met {theme} past bij ons bedrijf en wat kost die?",
    "Hoe krijgen we onze mensen mee in {theme}?",
    "Met welke partij kunnen we samenwerken voor {theme}?",
    "Hoe maken we een plan voor {theme} dat de bank begrijpt?",
)
AGREED = (
    "Specialist belt binnen twee weken voor een eerste werksessie.",
    "Ondernemer maakt een lijst van knelpunten. Daarna een scan.",
    "Kan zelf verder met het voorbeeldplan. Over drie maanden bellen.",
    "Bespreken in het team en terugkoppelen.",
)
GOALS = (
    "Een plan voor {theme} met een begroting en een planning",
    "Een eerste stap met {theme} die klanten merken",
    "Zelf verder kunnen met {theme} binnen een half jaar",
)
RESULTS = (
    "Het plan ligt er en de eerste stap is gezet.",
    "Het bedrijf voert het plan nu zelf uit.",
    "De planning is klaar. De investering volgt volgend jaar.",
)
WORK = ("Werksessie", "Plan uitgewerkt", "Begroting doorgerekend", "Gesprek met het team", "Voortgang besproken")
INSTRUMENTS = ("Vragenlijst met adviseur", "Benchmark van een brancheorganisatie", "Werksessie met specialist")
PROOFS = ("plan gezien en bewaard", "functieprofiel gezien", "getekende overeenkomst gezien", "orderbevestiging gezien")
INVENTED = "Dit document is verzonnen. Het hoort bij een bedrijf dat niet bestaat."
TABLES = ("Tafel over {theme}", "Ondernemers delen kennis over {theme}", "Aan tafel over {theme}")
FIRST_NAMES = (
    "Jan",
    "Harm",
    "Lies",
    "Roel",
    "Tineke",
    "Bas",
    "Fatma",
    "Gert",
    "Hanneke",
    "Wim",
    "Eva",
    "Koen",
    "Aaltje",
)
LAST_NAMES = ("de Vries", "Hofman", "Veenstra", "Bos", "van Dam", "Kok", "Meijer", "Wolters", "Yilmaz", "Pol", "Drent")
REFERRED = (
    "Wil weten of er geld is voor een eerste stap met {theme}. Kunnen jullie meekijken?",
    "Zoekt hulp bij {theme}: welke weg past bij een bedrijf van deze grootte?",
    "Heeft een plan voor {theme} en zoekt een partij om het mee uit te voeren.",
    "Wil met een vakgenoot praten over {theme} en een bedrijf bekijken dat dit al doet.",
    "Vraagt om een tweede blik op de begroting voor {theme}.",
)
REPORTED = (
    "Twee gesprekken gehad. Het bedrijf kan zelf verder.",
    "Aanvraag samen ingevuld en verstuurd.",
    "Plan van aanpak gemaakt met planning en kosten.",
    "In contact gebracht met twee vakgenoten.",
    "",
)
TASKS = (
    "Voorbeeldplan opsturen",
    "Nabellen over de offerte",
    "Regeling uitzoeken",
    "Verslag delen met de ondernemer",
    "Collega vragen om mee te kijken",
    "Datum prikken voor de werksessie",
)
PLANS = (
    "Binnen een jaar twee nieuwe klanten over de grens",
    "De helft minder papier in de werkplaats",
    "Een ploeg die het werk zelf kan plannen",
    "Een derde minder energie per product",
)
ACTIONS = (
    ("Klantenlijst opschonen en in een systeem zetten", "Schermafdruk van de lijst"),
    ("Drie klanten vragen wat zij missen", "Gespreksverslagen"),
    ("Begroting maken met de boekhouder", "Begroting"),
    ("Werksessie met het team over de planning", "Foto van het planbord"),
    ("Offerte aanvragen bij twee leveranciers", "Twee offertes"),
    ("Website in het Duits laten vertalen", "Adres van de pagina"),
    ("Energiegebruik een maand lang meten", "Tabel met metingen"),
)
REACHED: dict[str, tuple[str, ...]] = {
    "persons": ("Twee monteurs werken er sinds kort.", "Een medewerker voor de binnendienst.", "De ploeg bleef heel."),
    "fte": ("Een vaste kracht voor drie dagen.", "Uitbreiding van het kantoor.", "Een leerling kreeg een contract."),
    "euros": ("Nieuwe klanten door de vernieuwde aanpak.", "Een machine gekocht.", "Meer verkocht via de webwinkel."),
    "times": ("De eerste klant is binnen.", "Het staat in de winkel.", "De nieuwe dienst is verkocht."),
}
"""What came of a trajectory, by the unit in which it is counted."""
HELD_AGAINST = ("Jaarrekening van het bedrijf", "Loonstaat", "Handelsregister", "Factuur gezien bij een bezoek")
MEETINGS = ("Kennismaken", "Plan doornemen", "Voortgang bespreken", "Bedrijf bekijken", "Vervolg afspreken")
