//! Finds what somebody could, or could not, confirm, and binds it to the claims or the figure that it is about.
//!
//! `Die Armee habe 90 Kämpfer getötet. Die Agentur konnte diese Zahl nicht verifizieren.` leaves the army's claim unverified,
//! by the agency, about its figure. `Neither account could be independently verified` leaves both claims before it
//! unverified, by nobody in particular. Who cannot confirm *that* something happened says what it is about, and no claim
//! before it is meant; a party that confirms what it did or suffered makes a claim, and verifies nothing.

mod targets;

use compact_str::format_compact;

use crate::lang::LanguageData;
use crate::lang::figure_words::Use;
use crate::lang::verification_words::Hint;
use crate::text::{Act, ClauseKind, Document, Span, Upos, Verification, VerificationStatus};

/// Writes [`Document::verifications`], in the order of the text.
pub fn find_verifications(doc: &mut Document, data: &LanguageData) {
    let scope = Scope { doc, data };
    let mut found = Vec::new();
    for sentence in 0..doc.sentences.len() {
        let told = found.len();
        for token in doc.sentences[sentence].tokens.clone() {
            if found.len() == told && (scope.is(token, Hint::Verify) || scope.is(token, Hint::FindOut)) {
                scope.told_by_word(sentence, token, &mut found);
            }
        }
        if found.len() == told {
            scope.told_by_claim(sentence, &mut found);
        }
    }
    doc.verifications = found;
}

struct Scope<'d> {
    doc: &'d Document,
    data: &'d LanguageData,
}

/// The words of a sentence that say whether something could be confirmed.
struct Saying {
    /// The word of confirming.
    verb: usize,
    /// All tokens of its clause, and of those that an infinitive depends on.
    words: Vec<usize>,
    /// Whether it is a relative clause or an apposition to the claim itself.
    is_hung_on: bool,
}

impl Scope<'_> {
    fn is(&self, token: usize, hint: Hint) -> bool {
        self.data.verification_words.is(&self.doc.tokens, token, hint)
    }

    fn has(&self, saying: &Saying, hint: Hint) -> bool {
        saying.words.iter().any(|token| self.is(*token, hint))
    }

    /// Whether a word stands for something said before; an article does not.
    fn points(&self, token: usize) -> bool {
        let tokens = &self.doc.tokens;
        let has_noun = || {
            tokens
                .get(token + 1)
                .is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num))
        };
        let is_article = tokens[token].upos == Upos::Det && has_noun();
        let is_word = !is_article && !matches!(tokens[token].upos, Upos::Sconj | Upos::Adp);
        is_word && (self.is(token, Hint::Number) || self.is(token, Hint::Statement))
    }

    fn saying(&self, sentence: usize, verb: usize) -> Saying {
        let doc = self.doc;
        let tokens = doc.sentences[sentence].tokens.clone();
        let mut chain: Vec<usize> = doc.clause_at(verb).into_iter().collect();
        while let Some(clause) = chain.last().map(|clause| &doc.clauses[*clause])
            && clause.kind == ClauseKind::Infinitive
            && let Some(parent) = clause.parent
        {
            chain.push(parent);
        }
        let is_here =
            |token: &usize| chain.is_empty() || doc.clause_at(*token).is_some_and(|at| chain.contains(&at));
        let mut words: Vec<usize> = tokens.clone().filter(is_here).collect();
        let relative = chain.last().is_some_and(|clause| doc.clauses[*clause].kind == ClauseKind::Relative);
        // `…, a report that could not be confirmed`, `…, an account borne out by experts`: the noun before says what is meant.
        let first = words.first().copied().unwrap_or(verb);
        let mut is_hung_on = relative;
        if relative
            && let Some(noun) =
                (tokens.start..first).rev().find(|token| doc.tokens[*token].upos != Upos::Punct)
        {
            words.splice(0..0, Some(noun).filter(|noun| self.points(*noun)));
        }
        let opening = (tokens.start..verb).rev().find(|token| doc.tokens[*token].upos == Upos::Punct);
        if let Some(mark) = opening.filter(|mark| !relative && chain.len() < 2 && *mark > tokens.start) {
            let between: Vec<usize> = (mark + 1..verb).collect();
            let has_verb =
                between.iter().any(|token| matches!(doc.tokens[*token].upos, Upos::Verb | Upos::Aux));
            if !has_verb && between.len() <= 4 && between.iter().any(|token| self.points(*token)) {
                is_hung_on = true;
                words.retain(|token| *token > mark);
            }
        }
        Saying { verb, words, is_hung_on }
    }

    /// The clause inside that says what is (not) confirmed: `ob das stimmt` points back, `dass er floh` does not.
    fn inner(&self, saying: &Saying, sentence: usize) -> Option<bool> {
        let doc = self.doc;
        let own: Vec<usize> = saying.words.iter().filter_map(|token| doc.clause_at(*token)).collect();
        let sentence = doc.sentences[sentence].tokens.clone();
        let first = doc.clauses.partition_point(|clause| clause.tokens.start < sentence.start);
        let inside = doc.clauses.iter().enumerate().skip(first);
        let inside = inside.take_while(|(_, clause)| clause.tokens.start < sentence.end);
        inside
            .filter(|(index, clause)| {
                let opener = clause.subordinator.unwrap_or(clause.tokens.start);
                let is_child = clause.parent.is_none_or(|parent| own.contains(&parent));
                !own.contains(index)
                    && is_child
                    && clause.kind != ClauseKind::Relative
                    && self.is(opener, Hint::Whole)
            })
            .map(|(_, clause)| {
                let tokens = clause.tokens.clone();
                let is_true = tokens.clone().any(|token| self.is(token, Hint::Truth));
                is_true && tokens.into_iter().any(|token| self.points(token))
            })
            .next()
    }

    fn told_by_word(&self, sentence: usize, verb: usize, out: &mut Vec<Verification>) {
        let doc = self.doc;
        let saying = self.saying(sentence, verb);
        let is_negated = self.has(&saying, Hint::Not);
        let inner = self.inner(&saying, sentence);
        let asks_truth = inner == Some(true) && is_negated;
        if self.is(verb, Hint::Verify) == asks_truth && !asks_truth || inner == Some(false) {
            return;
        }
        if self.has(&saying, Hint::Itself) && !self.has(&saying, Hint::Let) {
            return;
        }
        let outsider = self.outsider(&saying);
        let is_independent = self.has(&saying, Hint::Independent);
        let is_partly = self.has(&saying, Hint::Partly);
        let is_able = self.has(&saying, Hint::Able);
        let is_noun = doc.tokens[verb].upos == Upos::Noun;
        if is_noun && self.has_own_object(verb) {
            return;
        }
        let is_told = saying.words.iter().any(|token| *token != verb && self.points(*token));
        let is_bare = is_noun && is_able && (is_negated || is_independent || outsider.is_some());
        let is_share = is_partly && outsider.is_some();
        if !(is_told || is_bare || is_share || asks_truth) {
            return;
        }
        let is_strong = self.is(verb, Hint::Strong);
        let holds = if is_negated {
            is_independent
                || is_strong
                || outsider.is_some()
                || is_able && !self.is_will(&saying)
                || asks_truth
        } else {
            is_independent || is_strong || outsider.is_some() || self.has(&saying, Hint::Evidence) && is_told
        };
        if !holds || !is_negated && self.is_wish(&saying) {
            return;
        }
        let status = match (is_negated, is_partly) {
            (_, true) => VerificationStatus::PartlyVerified,
            (true, false) => VerificationStatus::Unverified,
            (false, false) => VerificationStatus::Verified,
        };
        let spans = saying.words.iter().map(|token| doc.tokens[*token].span);
        let Some(span) = spans.reduce(Span::cover) else { return };
        let by = self.by(&saying, outsider);
        let targets = self.targets(sentence, &saying.words, saying.is_hung_on, by);
        self.push(&targets, by, status, span, "words", out);
    }

    /// Somebody says in an attribution that they could not confirm something, in words that are not listed.
    fn told_by_claim(&self, sentence: usize, out: &mut Vec<Verification>) {
        let doc = self.doc;
        let whole = doc.span_of(doc.sentences[sentence].tokens.clone());
        let mut here = doc.claims.iter().filter(|claim| whole.contains(claim.span));
        let Some(claim) = here.find(|claim| claim.attribution.act == Act::CannotVerify) else { return };
        let tokens = doc.tokens_in(claim.span);
        let content = claim.attribution.content.first().map_or(tokens.clone(), |piece| doc.tokens_in(*piece));
        let says_whole = |token: usize| self.is(token, Hint::Whole) && doc.tokens[token].upos == Upos::Sconj;
        let opens_whole = content.take(2).any(|token| self.is(token, Hint::Whole));
        if opens_whole || tokens.clone().any(says_whole) {
            return;
        }
        let by = claim.attribution.source;
        let words: Vec<usize> = tokens.collect();
        let targets = self.targets(sentence, &words, false, by);
        self.push(&targets, by, VerificationStatus::Unverified, claim.span, "claim", out);
    }

    /// `eine Bestätigung des Termins`: the noun says itself what is confirmed.
    fn has_own_object(&self, noun: usize) -> bool {
        let doc = self.doc;
        let Some(phrase) = doc.phrase_at(noun).map(|phrase| &doc.phrases[phrase]) else { return false };
        let after = noun + 1..phrase.tokens.end;
        let mut nouns = after.filter(|token| matches!(doc.tokens[*token].upos, Upos::Noun | Upos::Propn));
        nouns.any(|token| !self.points(token) && !self.is(token, Hint::NoOne))
    }

    /// `would neither confirm nor deny` is no inability.
    fn is_will(&self, saying: &Saying) -> bool {
        let words = saying.words.iter();
        let mut modal = words.filter(|token| self.is(**token, Hint::Able));
        modal.all(|token| self.doc.clause_at(*token).is_none())
    }

    /// What is to be confirmed is not confirmed yet.
    fn is_wish(&self, saying: &Saying) -> bool {
        let status = &self.data.event_words.status;
        saying.words.iter().any(|token| {
            status.at(&self.doc.tokens, *token).next().is_some_and(|(_, found)| {
                let word = found.0;
                matches!(word, crate::text::EventStatus::Planned)
            })
        })
    }

    /// Noun phrases of the clause, without those that stand for what is confirmed.
    fn phrases<'s>(&'s self, saying: &'s Saying) -> impl Iterator<Item = usize> + 's {
        let doc = self.doc;
        let mut last = None;
        saying.words.iter().filter_map(move |token| {
            let phrase = doc.phrase_at(*token)?;
            let is_new = last.replace(phrase) != Some(phrase);
            let tokens = doc.phrases[phrase].tokens.clone();
            let is_time = doc.time_at(doc.phrases[phrase].head).is_some();
            let is_meant = self.points(doc.phrases[phrase].head)
                || tokens.clone().any(|token| doc.tokens[token].upos == Upos::Noun && self.points(token))
                || tokens.contains(&saying.verb);
            (is_new && !is_time && !is_meant).then_some(phrase)
        })
    }

    fn outsider(&self, saying: &Saying) -> Option<usize> {
        let doc = self.doc;
        let is_outsider = |phrase: &usize| {
            let mut tokens = doc.phrases[*phrase].tokens.clone();
            let name = doc.text_of(doc.span_of(tokens.clone()));
            tokens.any(|token| {
                self.is(token, Hint::Outsider)
                    || self.data.verification_words.ends(&doc.tokens[token].lower, Hint::Outsider)
            }) || doc.claims.iter().any(|claim| {
                claim.attribution.said.addressee.is_some_and(|to| doc.text_of(to).contains(name))
            })
        };
        self.phrases(saying).find(is_outsider)
    }

    /// Who confirms: an outsider, the agent of a passive, the subject; else whoever says the sentence.
    fn by(&self, saying: &Saying, outsider: Option<usize>) -> Option<Span> {
        let doc = self.doc;
        let span = |phrase: usize| doc.span_of(doc.phrases[phrase].tokens.clone());
        if let Some(phrase) = outsider {
            return Some(span(phrase));
        }
        let is_somebody = |phrase: &usize| {
            let found = &doc.phrases[*phrase];
            !found.tokens.clone().any(|token| self.is(token, Hint::NoOne))
                && doc.tokens[found.head].upos != Upos::Pron
        };
        let is_agent = |phrase: &usize| {
            let preposition = doc.phrases[*phrase].preposition;
            preposition.is_some_and(|token| {
                let after = token.checked_sub(1).is_some_and(|before| self.points(before));
                self.data.figure_words.is(&doc.tokens[token].lower, Use::Agent) && !after
            })
        };
        if let Some(agent) = self.phrases(saying).filter(is_somebody).find(is_agent) {
            return Some(span(agent));
        }
        let mut subjects =
            saying.words.iter().filter_map(|token| doc.clauses[doc.clause_at(*token)?].subject);
        let named = |phrase: &usize| self.phrases(saying).any(|known| known == *phrase);
        let subject = subjects.find(named).filter(is_somebody);
        let bare = |phrase: &usize| doc.phrases[*phrase].preposition.is_none();
        let is_name = |phrase: &usize| {
            doc.phrases[*phrase].tokens.clone().any(|token| doc.tokens[token].upos == Upos::Propn)
        };
        let is_noun = doc.tokens[saying.verb].upos == Upos::Noun;
        let named = || {
            self.phrases(saying)
                .filter(is_somebody)
                .find(|phrase| bare(phrase) && (is_name(phrase) || is_noun))
        };
        let token = doc.tokens[saying.verb].span;
        // `…, according to the police, though this has not been confirmed`: what doubts a claim is not the claimant's.
        let own = doc.clause_at(saying.verb).map(|clause| &doc.clauses[clause]);
        let doubts = |piece: &Span| {
            own.is_some_and(|clause| {
                clause.kind == ClauseKind::Adverbial
                    && piece.start() < doc.tokens[clause.tokens.start].span.start()
            })
        };
        let holders = doc.claims.iter().filter(|claim| {
            let attribution = &claim.attribution;
            let is_said = attribution.cue.map_or(attribution.source.is_some(), |cue| !cue.overlaps(token));
            is_said
                && attribution.content.iter().any(|piece| piece.contains(token))
                && !attribution.content.iter().any(doubts)
        });
        let holder = || {
            let inner = holders.min_by_key(|claim| claim.span.len()).filter(|_| !saying.is_hung_on);
            inner.and_then(|claim| claim.attribution.source)
        };
        subject.or_else(named).map(span).or_else(holder)
    }

    fn push(
        &self,
        targets: &[(usize, Option<usize>)],
        by: Option<Span>,
        status: VerificationStatus,
        span: Span,
        rule: &str,
        out: &mut Vec<Verification>,
    ) {
        out.extend(targets.iter().map(|(of, figure)| Verification {
            of: *of,
            by,
            status,
            figure: *figure,
            span,
            rule: format_compact!("{}.verify.{rule}", self.data.switches.tag),
        }));
    }
}
