//! Names of people who do not exist.

use super::dice::Dice;

const FIRST: &[&str] = &[
    "Ada", "Agnes", "Amara", "Anselm", "Asta", "Avi", "Beatriz", "Bela", "Bertil", "Bilal",
    "Brigid", "Caspian", "Celia", "Chidi", "Clara", "Cormac", "Dalia", "Demir", "Edda", "Elif",
    "Emeka", "Enzo", "Esme", "Eun-ji", "Fatima", "Felix", "Fiona", "Gwen", "Hamid", "Heloise",
    "Ines", "Ingrid", "Isidor", "Ivo", "Jamila", "Jonas", "Josefa", "Kamal", "Katya", "Kofi",
    "Laila", "Leif", "Linnea", "Lorcan", "Luz", "Magda", "Malin", "Marek", "Mira", "Moss", "Nadia",
    "Niamh", "Noor", "Odile", "Olu", "Orla", "Pavel", "Petra", "Quentin", "Rania", "Reza",
    "Rosalind", "Sabine", "Samir", "Saoirse", "Selma", "Silas", "Sunniva", "Tariq", "Thea",
    "Tomas", "Uma", "Vera", "Viggo", "Wanda", "Wilf", "Xenia", "Yara", "Yusra", "Zofia",
];

const LAST: &[&str] = &[
    "Abara",
    "Adeyemi",
    "Ahlgren",
    "Almeida",
    "Amsel",
    "Arden",
    "Ayers",
    "Balogun",
    "Barrow",
    "Bellweather",
    "Berg",
    "Birch",
    "Blom",
    "Brandt",
    "Calloway",
    "Castell",
    "Chaudhry",
    "Cole",
    "Corrigan",
    "Dahl",
    "Dalgleish",
    "Darzi",
    "Devlin",
    "Dogan",
    "Eklund",
    "Espinosa",
    "Fairweather",
    "Farkas",
    "Ferreira",
    "Finch",
    "Galanis",
    "Garrity",
    "Gruber",
    "Haddad",
    "Halloran",
    "Hartnell",
    "Haugen",
    "Hollis",
    "Ibarra",
    "Iyer",
    "Jansen",
    "Joubert",
    "Kaplan",
    "Kerrigan",
    "Kimura",
    "Kowalska",
    "Kristof",
    "Lachance",
    "Lindgren",
    "Lowther",
    "Mahony",
    "Marchetti",
    "Mbeki",
    "Mistry",
    "Molnar",
    "Nakata",
    "Navarro",
    "Norling",
    "Novak",
    "Obi",
    "Okafor",
    "Oyelaran",
    "Pachova",
    "Pellegrin",
    "Penhallow",
    "Quill",
    "Rahman",
    "Redfern",
    "Rosen",
    "Sandoval",
    "Sefton",
    "Shah",
    "Sorensen",
    "Tamm",
    "Thackray",
    "Underhill",
    "Valdez",
    "Vasko",
    "Whitlock",
    "Yilmaz",
    "Zeller",
];

/// A first name alone, as people are spoken of.
pub(super) fn first(dice: &mut Dice) -> &'static str {
    dice.word(FIRST)
}

/// A first and a last name.
pub(super) fn whole(dice: &mut Dice) -> String {
    format!("{} {}", dice.word(FIRST), dice.word(LAST))
}

/// The handle of the `number`th person of that name; numbers keep them apart.
pub(super) fn handle(name: &str, number: usize) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c == ' ' { '.' } else { c })
        .filter(|c| c.is_ascii_alphanumeric() || *c == '.')
        .collect();
    format!("{plain}.{number}")
}
