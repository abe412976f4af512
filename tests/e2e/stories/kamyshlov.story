# title: Камышлов: проект акта, сокращённый день и короткий состав
# zone: Asia/Yekaterinburg

> Постановление Камышлова — ещё проект, без номера и дня. Центр уже можно завести: карточки несут отметку «по проекту
> акта», а сроки закона идут как у всех, потому что зависят от закона, а не от акта.
>
> Четверг, 11 июня 2026 года, 15:30: предпраздничный день, работают до 16:00. Администратор вносит сообщение о
> контейнерной площадке. Впереди День России и выходные.

# clock: 2026-06-11 15:30
# as: kamyshlov/administrator
mutation { enterCase(input: { requestId: "$request", essence: "Площадка на улице Энергетиков переполнена с понедельника, мусор разносит по двору", topic: "zhkh.waste", channel: INCIDENT_MANAGEMENT, threadUrl: "https://vk.example/wall-3_5" }) { case { id number } refusals { code } } }
# keep: case = enterCase.case.id
# keep: number = enterCase.case.number

> Номер $number.

# tell clocks

> В составе только куратор, руководитель и администратор. Блоков нет, и ступень блока пропущена вверх, к руководителю МЦУ.

# live until: 2026-06-17 12:00
# tell history

> О месте ЦУР проект молчит: дежурного региона не зовут, в списке региона карточка есть.

# as: sverdlovsk/duty
# tell late

# as: kamyshlov/administrator
# clock: 2026-06-17 12:20
{ case(id: "$case") { organization { id } } }
# keep: organization = case.organization.id
{ assignees(organization: "$organization") { id position } }
# keep: assignee = assignees.1.id
mutation { assignCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision, assignee: "$assignee" }) { case { revision } refusals { code } } }

# as: kamyshlov/zhkh_executor
mutation { acceptCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

mutation { submitReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, kind: FINAL, text: "Площадка вывезена 17 июня в 11:30. Дополнительный рейс по пятницам внесён в график перевозчика." }) { case { revision } refusals { code } } }

> Ответ согласует руководитель МЦУ: так в настройках, акт согласующего не называет.

# as: kamyshlov/manager
mutation { approveReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

# as: kamyshlov/administrator
# clock: 2026-06-17 14:00
mutation { publishReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, publishedAt: "https://vk.example/wall-3_5?reply=2" }) { case { revision } refusals { code } } }

# live until: 2026-06-23 09:00
# tell history
