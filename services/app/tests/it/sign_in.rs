//! Signing in: passwords, sessions, tokens, and the roles that hold today.

use chrono::{NaiveDate, TimeDelta};
use otklik_app::case::enter;
use otklik_app::user::account::{self, NewUser};
use otklik_app::user::caller::{by_login, by_session, by_token, memberships};
use otklik_app::user::sign_in::{self, ABSOLUTE_LIFE, IDLE_LIFE, SignInError, SignedIn};
use otklik_app::user::sign_out;
use otklik_app::{App, Error};
use otklik_domain::role::Role;
use otklik_files::Files;
use otklik_storage::Scope;

use crate::centre::{FAST, World, card, done, on_both, request};

const PASSWORD: &str = "берёза у моста 7";
const LOGIN: &str = "newcomer";

/// The commands of the operator.
async fn operator(world: &World) -> App {
    let files = Files::folder(world.folder.path().to_owned()).unwrap();
    App::open(world.db.owner().clone(), files).await.unwrap()
}

/// A second coordinator of centre `a`.
async fn newcomer(world: &World) {
    let user = NewUser {
        login: LOGIN.into(),
        password: Some(PASSWORD.into()),
        tenant_code: "berezovka".into(),
        position: "Второй координатор центра".into(),
        rank: None,
        seats: vec![Role::Coordinator.code().into()],
    };
    account::create(&operator(world).await, user).await.unwrap();
}

async fn sign_in(world: &World) -> SignedIn {
    sign_in::run(&world.app, LOGIN, PASSWORD.into()).await.unwrap()
}

async fn block(world: &World) {
    world
        .db
        .store()
        .run(Scope::Door, |tx| async move {
            let account = tx.account_by_login(LOGIN).await?.unwrap();
            tx.set_blocked(account.id, true).await
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_opens_the_centre_where_the_person_works() {
    on_both(async |world| {
        newcomer(&world).await;
        let signed = sign_in(&world).await;
        let codes: Vec<_> = signed.memberships.iter().map(|view| view.tenant.code.as_str()).collect();
        assert_eq!(codes, ["berezovka"]);
        let caller = by_session(&world.app, &signed.secret, "berezovka").await.unwrap().unwrap();
        let roles: Vec<_> = caller.holdings.iter().map(|holding| holding.role).collect();
        assert_eq!((caller.tenant, roles), (world.centres.a.tenant.id, vec![Role::Coordinator]));
        assert!(!caller.free_text);
        done(enter::run(&world.app, &caller, &request(), card(FAST)).await);
        for elsewhere in ["sosnovka", "lesnoy", "nowhere"] {
            assert_eq!(by_session(&world.app, &signed.secret, elsewhere).await.unwrap(), None);
        }
        let seen = memberships(&world.app, &signed.secret).await.unwrap().unwrap();
        assert_eq!(seen, signed.memberships);
        let kept = world.db.count("SELECT count(*) FROM session").await;
        assert_eq!(kept, 1);
        let operator = operator(&world).await;
        assert_eq!(by_login(&operator, LOGIN, "berezovka").await.unwrap(), Some(caller));
        assert_eq!(by_login(&operator, LOGIN, "sosnovka").await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_an_unknown_login_and_a_blocked_account_look_the_same() {
    on_both(async |world| {
        newcomer(&world).await;
        let passwordless = format!("berezovka.{}", Role::Manager.code());
        let long = "п".repeat(2_000);
        let pairs = [
            (LOGIN, "берёза у моста 8"),
            ("nobody", PASSWORD),
            (&passwordless, PASSWORD),
            (LOGIN, &long),
            ("", ""),
        ];
        for (login, password) in pairs {
            let tried = sign_in::run(&world.app, login, password.to_owned()).await;
            assert!(matches!(tried, Err(SignInError::WrongPassword)), "{login}");
        }
        block(&world).await;
        let tried = sign_in::run(&world.app, LOGIN, PASSWORD.into()).await;
        assert!(matches!(tried, Err(SignInError::WrongPassword)));
        assert_eq!(world.db.count("SELECT count(*) FROM session").await, 0);
    })
    .await;
}

/// Whoever notes the use of a session waits for no connection with another one in hand.
#[tokio::test(flavor = "multi_thread")]
async fn many_requests_at_once_after_a_quiet_minute_all_go_through() {
    on_both(async |world| {
        newcomer(&world).await;
        let signed = sign_in(&world).await;
        world.db.clock().advance(TimeDelta::minutes(2)).await;
        let mut requests = tokio::task::JoinSet::new();
        for _ in 0..40 {
            let (app, secret) = (world.app.clone(), signed.secret.clone());
            requests.spawn(async move { by_session(&app, &secret, "berezovka").await });
        }
        while let Some(answer) = requests.join_next().await {
            assert!(answer.unwrap().unwrap().is_some());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_it_is_not_used() {
    on_both(async |world| {
        newcomer(&world).await;
        let signed = sign_in(&world).await;
        let open = async || by_session(&world.app, &signed.secret, "berezovka").await.unwrap().is_some();
        world.db.clock().advance(IDLE_LIFE - TimeDelta::minutes(1)).await;
        assert!(open().await);
        world.db.clock().advance(IDLE_LIFE - TimeDelta::minutes(1)).await;
        assert!(open().await, "use keeps it");
        world.db.clock().advance(IDLE_LIFE + TimeDelta::minutes(1)).await;
        assert!(!open().await);
        assert!(!open().await, "and does not bring it back");
        assert_eq!(memberships(&world.app, &signed.secret).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_half_a_day_after_sign_in_however_much_it_is_used() {
    on_both(async |world| {
        newcomer(&world).await;
        let signed = sign_in(&world).await;
        let step = TimeDelta::minutes(20);
        let mut age = TimeDelta::zero();
        while age + step < ABSOLUTE_LIFE {
            world.db.clock().advance(step).await;
            age += step;
            let caller = by_session(&world.app, &signed.secret, "berezovka").await.unwrap();
            assert!(caller.is_some(), "after {age}");
        }
        world.db.clock().advance(step).await;
        assert_eq!(by_session(&world.app, &signed.secret, "berezovka").await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_out_block_and_a_new_password_end_sessions() {
    on_both(async |world| {
        newcomer(&world).await;
        let open = async |signed: &SignedIn| {
            by_session(&world.app, &signed.secret, "berezovka").await.unwrap().is_some()
        };
        let (one, two) = (sign_in(&world).await, sign_in(&world).await);
        sign_out::run(&world.app, &one.secret).await.unwrap();
        sign_out::run(&world.app, "no such secret").await.unwrap();
        assert_eq!((open(&one).await, open(&two).await), (false, true));
        account::set_password(&world.app, LOGIN, "другой пароль 12".into()).await.unwrap();
        assert!(!open(&two).await);
        assert!(matches!(
            sign_in::run(&world.app, LOGIN, PASSWORD.into()).await,
            Err(SignInError::WrongPassword)
        ));
        let three = sign_in::run(&world.app, LOGIN, "другой пароль 12".into()).await.unwrap();
        assert!(open(&three).await);
        block(&world).await;
        assert!(!open(&three).await, "a blocked account is out at once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_works_in_its_own_tenant_until_it_is_over() {
    on_both(async |world| {
        newcomer(&world).await;
        let until = crate::centre::at("2026-03-02 12:00");
        let app = &world.app;
        let token = account::issue_token(app, LOGIN, "berezovka", "graphql.free", Some(until)).await.unwrap();
        let caller = by_token(app, &token, "berezovka").await.unwrap().unwrap();
        assert!(caller.free_text);
        for elsewhere in ["sosnovka", "kovylnoe", "lesnoy", "nowhere"] {
            assert_eq!(by_token(app, &token, elsewhere).await.unwrap(), None);
        }
        assert_eq!(by_session(app, &token, "berezovka").await.unwrap(), None, "a token is no session");
        assert!(matches!(account::issue_token(app, LOGIN, "sosnovka", "", None).await, Err(Error::NotFound)));
        let narrow = account::issue_token(app, LOGIN, "berezovka", "", None).await.unwrap();
        assert!(!by_token(app, &narrow, "berezovka").await.unwrap().unwrap().free_text);
        world.db.clock().set(until).await;
        assert_eq!(by_token(app, &token, "berezovka").await.unwrap(), None);
        block(&world).await;
        assert_eq!(by_token(app, &narrow, "berezovka").await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_appointment_that_ended_yesterday_gives_no_role() {
    on_both(async |world| {
        newcomer(&world).await;
        let signed = sign_in(&world).await;
        let caller = by_session(&world.app, &signed.secret, "berezovka").await.unwrap().unwrap();
        let user = caller.user;
        let last = async |day: NaiveDate| {
            world
                .arrange(&world.centres.a, move |tx| async move {
                    let appointments = tx.appointments().await?;
                    let own = appointments.into_iter().find(|one| one.user == user).unwrap();
                    assert!(tx.end_appointment(own.id, Some(day), None).await?);
                    Ok(())
                })
                .await;
            by_session(&world.app, &signed.secret, "berezovka").await.unwrap().unwrap()
        };
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        assert_eq!(last(day(2)).await.holdings.len(), 1, "the last day is still inside");
        world.clock("2026-03-02 23:59").await;
        let signed = sign_in(&world).await;
        world.clock("2026-03-03 00:00").await;
        let caller = by_session(&world.app, &signed.secret, "berezovka").await.unwrap().unwrap();
        assert_eq!(caller.holdings, []);
        assert!(matches!(
            enter::run(&world.app, &caller, &request(), card(FAST)).await,
            Err(Error::Forbidden)
        ));
        let case = world.enter(FAST).await;
        let reader = world.app.reader(&caller);
        assert_eq!(reader.count_cases(&otklik_app::reader::CaseFilter::default()).await.unwrap(), 0);
        assert!(reader.case(case.id).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_made_whole_or_not_at_all() {
    on_both(async |world| {
        newcomer(&world).await;
        let operator = operator(&world).await;
        let accounts = world.db.count("SELECT count(*) FROM account").await;
        let user = |login: &str, tenant: &str, seat: &str, password: &str| NewUser {
            login: login.into(),
            password: Some(password.into()),
            tenant_code: tenant.into(),
            position: "Координатор".into(),
            rank: None,
            seats: vec![seat.into()],
        };
        for (user, expected) in [
            (user(LOGIN, "berezovka", "coordinator", PASSWORD), "LOGIN_TAKEN"),
            (user("other", "nowhere", "coordinator", PASSWORD), "UNKNOWN_TENANT"),
            (user("other", "berezovka", "no_such_seat", PASSWORD), "UNKNOWN_SEAT"),
            (user("other", "berezovka", "coordinator", "коротко"), "PASSWORD_LENGTH"),
        ] {
            let refused = account::create(&operator, user).await;
            assert!(matches!(&refused, Err(Error::Invalid { code, .. }) if *code == expected), "{refused:?}");
        }
        assert_eq!(world.db.count("SELECT count(*) FROM account").await, accounts);
    })
    .await;
}
