//! Acts on an appeal under 59-FZ.

mod answer;
mod desk;
mod input;
mod inquiry;

pub(super) use answer::AnswerActs;
pub(super) use desk::AppealActs;
pub(super) use inquiry::InquiryActs;
