# title: $centre: сообщение, на которое никто не ответил вовремя
# zone: $zone

> Пятница, 6 марта 2026 года, 15:00. Впереди суббота и два праздничных дня.

# clock: 2026-03-06 15:00
# as: $coordinator
mutation { enterCase(input: { requestId: "$request", essence: "Третий день не убран снег у остановки на Центральной", topic: "roads.snow", channel: INCIDENT_MANAGEMENT, threadUrl: "https://vk.example/wall-5_1" }) { case { id number organization { id } } refusals { code } } }
# keep: case = enterCase.case.id
# keep: organization = enterCase.case.organization.id

# tell clocks

> Ответа нет до пятницы следующей недели.

# live until: 2026-03-13 12:00
# tell history

> Вот что видит регион.

# as: $region
# tell late

> Карточку назначают, отвечают, согласуют, публикуют.

# as: $coordinator
# clock: 2026-03-13 15:10
{ assignees(organization: "$organization") { id position } }
# keep: assignee = assignees.1.id
mutation { assignCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision, assignee: "$assignee" }) { case { revision } refusals { code } } }

# as: $executor
mutation { acceptCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

mutation { submitReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, kind: FINAL, text: "Остановка на Центральной очищена 13 марта в 14:00, подсыпка сделана." }) { case { revision } refusals { code } } }

# as: $approver
mutation { approveReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

# as: $publisher
# clock: 2026-03-13 15:30
mutation { publishReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, publishedAt: "https://vk.example/wall-5_1?reply=1" }) { case { revision } refusals { code } } }

# live until: 2026-03-20 09:00
# tell history
