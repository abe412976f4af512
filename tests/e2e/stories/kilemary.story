# title: Килемары: письмо с двумя вопросами и 9 Мая посередине
# zone: Europe/Moscow

> Пятница, 8 мая 2026 года, 16:10, день сокращён на час. По почте пришло письмо жителя: два вопроса, дороги и автобус.
> Это обращение по 59-ФЗ, его место — журнал, а не очередь сообщений.

# clock: 2026-05-08 16:10
# as: registrar
mutation { enterAppeal(input: { requestId: "$request", essence: "Улица Полевая разбита после зимы, по ней не ходит автобус. Прошу отремонтировать дорогу и вернуть рейс", address: "улица Полевая", topic: "roads.pothole", channel: LETTER, applicant: { name: "Житель улицы Полевой", postalAddress: "улица Полевая" } }) { case { id number } refusals { code field } } }
# keep: case = enterAppeal.case.id
# keep: number = enterAppeal.case.number

> Карточка $number. Три дня на регистрацию кончаются в понедельник 11 мая, а он нерабочий. Плавный перенос назад дал бы
> сегодняшний вечер, но до него меньше четырёх рабочих часов, поэтому контрольный срок — вторник 12-го.

# tell clocks

> Во вторник письмо зарегистрировано: номер без пропусков, два вопроса. Дорога — дело управления ЖКХ и дорог, автобус —
> отдела транспорта; резолюция называет ведущего и соисполнителя.

# clock: 2026-05-12 10:00
mutation { registerCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision, registeredOn: "2026-05-12", kind: APPLICATION, answerWay: POST, questions: [{ text: "Ремонт улицы Полевой" }, { text: "Автобусный рейс по улице Полевой" }] }) { case { revision details { ... on AppealDetails { registration { number } questions { id } } } } refusals { code field } } }
# keep: registered = registerCase.case.details.registration.number
# keep: road = registerCase.case.details.questions.0.id
# keep: bus = registerCase.case.details.questions.1.id

mutation { confirmCaseCompetence(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

> Номер в журнале — $registered. Тридцать дней закона идут с регистрации:

# tell clocks
# as: manager
{ organizations { id name } case(id: "$case") { organization { id } } }
# keep: lead = case.organization.id
# keep: transport = organizations.4.id
{ assignees(organization: "$lead") { id position } }
# keep: assignee = assignees.1.id
# as: transport_executor
{ me { user { id } } }
# keep: co = me.user.id

# as: manager
mutation { resolveCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision, assignee: "$assignee", text: "Подготовить ответ по существу каждого вопроса, выехать на место", dueOn: "2026-06-01", coAssignees: [{ user: "$co", organization: "$transport", questions: ["$bus"] }] }) { case { revision } refusals { code field } } }

# as: executor
mutation { acceptCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

# as: transport_executor
mutation { contributeToCase(input: { requestId: "$request", case: "$case", text: "Рейс вернётся с 15 июня, если дорогу откроют к этому дню." }) { case { revision } refusals { code } } }

> Дальше месяц никто не пишет ответа. Лестница закона начинается на половине пути и доходит до главы в контрольный срок.
> Сроки отдела, который готовит ответ, выше руководителя МЦУ не поднимаются.

# live until: 2026-06-08 10:00
# tell history

> До срока три рабочих дня: понедельник, 8 июня, — последний, когда ещё можно просить о продлении. Подрядчик не дал
> смету, специалист просит. Решает и подписывает глава, автору уходит уведомление с номером.

# as: executor
mutation { requestCaseExtension(input: { requestId: "$request", case: "$case", expectedRevision: $revision, until: "2026-07-01", reason: "expertise", note: "Смета подрядчика ожидается 20 июня" }) { case { revision } refusals { code field parameters { name value } } } }

# as: head
mutation { grantCaseExtension(input: { requestId: "$request", case: "$case", expectedRevision: $revision, until: "2026-07-01", reason: "expertise", notice: { number: "исх-118", sentOn: "2026-06-08", way: POST } }) { case { revision } refusals { code field } } }

# tell clocks

> Второй раз закон продлить не даёт.

# as: executor
# clock: 2026-06-09 10:00
# refused: ALREADY_EXTENDED
mutation { requestCaseExtension(input: { requestId: "$request", case: "$case", expectedRevision: $revision, until: "2026-07-10", reason: "expertise" }) { case { revision } refusals { code field } } }

> 25 июня ответ готов: у каждого вопроса свой исход, без этого на согласование он не уходит.

# clock: 2026-06-25 11:00
# refused: QUESTION_WITHOUT_OUTCOME
mutation { submitReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, kind: FINAL, text: "Ремонт улицы Полевой начнётся 6 июля и закончится 20 июля, подрядчик определён. Рейс № 7 вернётся с 21 июля." }) { case { revision } refusals { code field } } }

mutation { setQuestionOutcomes(input: { requestId: "$request", case: "$case", expectedRevision: $revision, outcomes: [{ question: "$road", outcome: SUPPORTED }, { question: "$bus", outcome: SUPPORTED }] }) { case { revision } refusals { code field } } }

mutation { submitReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, kind: FINAL, text: "Ремонт улицы Полевой начнётся 6 июля и закончится 20 июля, подрядчик определён. Рейс № 7 вернётся с 21 июля." }) { case { revision } refusals { code field } } }

# as: organization_head
# clock: 2026-06-25 14:00
mutation { approveReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

# as: head
# clock: 2026-06-26 09:30
mutation { signReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

# as: registrar
# clock: 2026-06-26 11:00
mutation { dispatchReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, letter: { number: "исх-131", sentOn: "2026-06-26", way: POST } }) { case { revision } refusals { code field } } }

> Ответ отправлен тем же путём, каким пришло письмо. Дело закрыто и лежит в журнале.

# clock: 2026-06-29 10:00
mutation { closeCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

{ journal(from: "2026-01-01", to: "2026-12-31") { edges { node { number answerNumber daysInWork } } } }
# keep: days = journal.edges.0.node.daysInWork

> От регистрации до ответа прошло $days дней.

# tell history

> Региону 59-ФЗ видно числом и сроком, текста и автора у него нет. Просрочки не было, поэтому в списке пусто.

# as: regional_duty
# tell late
