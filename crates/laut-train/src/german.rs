//! Reads the tags of `german-pos-dict` (<https://danielnaber.de/download/wklassen.pdf>) as Universal Dependencies:
//! `VER:3:SIN:KJ1:NON` is a verb, third person singular, `Mood=Sub`, `Tense=Pres`.

use laut::lang::reading::Tag;
use laut::text::{
    Case, Degree, Feats, Gender, GrammaticalNumber, Mood, Person, PronType, Tense, Upos, VerbForm,
};

/// What a form is by a tag of the list, with its lemma; nothing where treebanks know it better.
pub(crate) fn readings_of_tag(form: &str, lemma: &str, tag: &str) -> Vec<(Tag, String)> {
    let parts: Vec<&str> = tag.split(':').collect();
    let feats = nominal_feats(&parts);
    let one = |upos: Upos, feats: Feats| vec![(Tag::new(upos, feats), lemma.to_owned())];
    match parts[0] {
        "SUB" => one(Upos::Noun, Feats { degree: None, ..feats }),
        "EIG" => one(Upos::Propn, feats),
        "ADJ" | "PA1" | "PA2" => one(Upos::Adj, feats),
        "VER" => verb_feats(&parts)
            .map(|feats| {
                let is_auxiliary = parts.contains(&"AUX") || parts.contains(&"MOD");
                one(if is_auxiliary { Upos::Aux } else { Upos::Verb }, feats)
            })
            .unwrap_or_default(),
        "ART" => one(Upos::Det, Feats { pron_type: Some(PronType::Art), ..feats }),
        "PRO" => pronoun(form, lemma, &parts, feats),
        "ADV" => one(Upos::Adv, Feats::default()),
        "PRP" => one(Upos::Adp, Feats::default()),
        "KON" if parts.get(1) == Some(&"UNT") => one(Upos::Sconj, Feats::default()),
        "KON" => one(Upos::Cconj, Feats::default()),
        "ZAL" => one(Upos::Num, Feats::default()),
        "ZUS" => one(Upos::Adp, Feats::default()),
        "NEG" => one(Upos::Adv, Feats::default()),
        "INJ" => one(Upos::Intj, Feats::default()),
        _ => Vec::new(),
    }
}

fn nominal_feats(parts: &[&str]) -> Feats {
    let mut feats = Feats::default();
    for part in &parts[1..] {
        match *part {
            "NOM" => feats.case = Some(Case::Nom),
            "GEN" => feats.case = Some(Case::Gen),
            "DAT" => feats.case = Some(Case::Dat),
            "AKK" => feats.case = Some(Case::Acc),
            "SIN" => feats.number = Some(GrammaticalNumber::Sing),
            "PLU" => feats.number = Some(GrammaticalNumber::Plur),
            "MAS" => feats.gender = Some(Gender::Masc),
            "FEM" => feats.gender = Some(Gender::Fem),
            "NEU" => feats.gender = Some(Gender::Neut),
            "GRU" => feats.degree = Some(Degree::Pos),
            "KOM" => feats.degree = Some(Degree::Cmp),
            "SUP" => feats.degree = Some(Degree::Sup),
            _ => {}
        }
    }
    feats
}

/// The features of a verb form; `None` for present participles, which are adjectives.
fn verb_feats(parts: &[&str]) -> Option<Feats> {
    let mut feats = Feats { verb_form: Some(VerbForm::Fin), ..Feats::default() };
    for part in &parts[1..] {
        match *part {
            "1" => feats.person = Some(Person::First),
            "2" => feats.person = Some(Person::Second),
            "3" => feats.person = Some(Person::Third),
            "SIN" => feats.number = Some(GrammaticalNumber::Sing),
            "PLU" => feats.number = Some(GrammaticalNumber::Plur),
            "PRÄ" => (feats.mood, feats.tense) = (Some(Mood::Ind), Some(Tense::Pres)),
            "PRT" => (feats.mood, feats.tense) = (Some(Mood::Ind), Some(Tense::Past)),
            "KJ1" => (feats.mood, feats.tense) = (Some(Mood::Sub), Some(Tense::Pres)),
            "KJ2" => (feats.mood, feats.tense) = (Some(Mood::Sub), Some(Tense::Past)),
            "IMP" => (feats.mood, feats.person) = (Some(Mood::Imp), Some(Person::Second)),
            "INF" | "EIZ" => feats.verb_form = Some(VerbForm::Inf),
            "PA2" => feats.verb_form = Some(VerbForm::Part),
            "PA1" => return None,
            _ => {}
        }
    }
    Some(feats)
}

/// The list has all possessives under `mein`; UD gives each its own lemma.
fn pronoun(form: &str, lemma: &str, parts: &[&str], feats: Feats) -> Vec<(Tag, String)> {
    let kind = |kind| Feats { pron_type: Some(kind), ..feats };
    let both = |feats: Feats, lemma: &str| {
        [Upos::Det, Upos::Pron].map(|upos| (Tag::new(upos, feats), lemma.to_owned())).to_vec()
    };
    match parts.get(1).copied() {
        Some("POS") => {
            let own = ["mein", "dein", "sein", "ihr", "unser", "euer"];
            let lower = form.to_lowercase();
            let stem = lower.replacen("unsr", "unser", 1).replacen("eur", "euer", 1);
            let found = own.into_iter().find(|own| stem.starts_with(own)).unwrap_or(lemma);
            vec![(Tag::new(Upos::Det, kind(PronType::Prs)), found.to_owned())]
        }
        Some("DEM") => both(kind(PronType::Dem), lemma),
        Some("IND") => both(kind(PronType::Ind), lemma),
        Some("REF" | "PER") => vec![(Tag::new(Upos::Pron, kind(PronType::Prs)), lemma.to_owned())],
        Some("RIN" | "INR") => both(kind(PronType::Int), lemma),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use laut::text::{Mood, Tense, Upos};

    use super::readings_of_tag;

    #[test]
    fn konjunktiv_is_the_subjunctive() {
        let readings = readings_of_tag("seien", "sein", "VER:AUX:3:PLU:KJ1");
        let (tag, lemma) = &readings[0];
        assert_eq!((tag.upos(), lemma.as_str()), (Upos::Aux, "sein"));
        assert_eq!((tag.feats().mood, tag.feats().tense), (Some(Mood::Sub), Some(Tense::Pres)));
        assert!(readings_of_tag("sprechend", "sprechen", "VER:PA1:NON").is_empty());
    }

    #[test]
    fn possessives_have_their_own_lemma() {
        let lemma = |form: &str| readings_of_tag(form, "mein", "PRO:POS:NOM:PLU:MAS:BEG")[0].1.clone();
        assert_eq!(
            [lemma("seine"), lemma("unsre"), lemma("eure"), lemma("ihrer")],
            ["sein", "unser", "euer", "ihr"]
        );
    }
}
