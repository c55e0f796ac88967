//! The ledger from outside, on a file and on a PostgreSQL server; where there is none, tests that need it say so and are skipped.

#![expect(clippy::unwrap_used, reason = "what is not as expected fails the test")]

mod ledger;
mod order;
mod place;
mod server;
