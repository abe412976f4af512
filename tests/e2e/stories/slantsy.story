# title: Сланцы: яма на дороге, у которой нет куратора
# zone: Europe/Moscow

> В Сланцах пять кураторов, у каждого своё направление, и ни у одного нет дорог. Центр решил сам: тема без направления
> идёт куратору ЖКХ. Это строка в настройках, а не в программе.
>
> Пятница, 20 февраля 2026 года, 15:50; рабочий день кончается в 16:30, впереди три выходных. Пресс-секретарь вносит
> сообщение о яме.

# clock: 2026-02-20 15:50
# as: slantsy/press
mutation { enterCase(input: { requestId: "$request", essence: "На улице Заводской у поворота глубокая яма, объезжают по встречной", topic: "roads.pothole", channel: INCIDENT_MANAGEMENT, threadUrl: "https://vk.example/wall-2_7" }) { case { id number } refusals { code } } }
# keep: case = enterCase.case.id
# keep: number = enterCase.case.number

> Номер $number. Яма — срочная тема: четыре рабочих часа на первый ответ, из них в пятницу прошло сорок минут.

# tell clocks

> Ответа нет до четверга. Руководителей блоков в акте нет, поэтому ступень блока сразу уходит руководителю МЦУ. Куратора
> дорог нет — отвечает куратор ЖКХ. Глава сама куратор внутренней политики, но зовут её один раз, как главу.

# live until: 2026-02-26 12:00
# tell history

> ЦУР акт не подчиняет, и ступени региона здесь нет: дежурного никто не вызывает. Но просрочка видна в списке региона,
> как и у всех.

# as: leningrad/analyst
# tell late

# as: slantsy/press
# clock: 2026-02-26 12:30
{ case(id: "$case") { organization { id } } }
# keep: organization = case.organization.id
{ assignees(organization: "$organization") { id position } }
# keep: assignee = assignees.1.id
mutation { assignCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision, assignee: "$assignee" }) { case { revision } refusals { code } } }

# as: slantsy/zhkh_executor
mutation { acceptCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

mutation { submitReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, kind: INTERIM, text: "Яма ограждена 26 февраля. Ремонт литым асфальтом — до 5 марта, при плюсовой температуре." }) { case { revision } refusals { code } } }

# as: slantsy/zhkh_head
mutation { approveReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

# as: slantsy/press
# clock: 2026-02-26 14:10
mutation { publishReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, publishedAt: "https://vk.example/wall-2_7?reply=9" }) { case { revision } refusals { code } } }

> Промежуточный ответ внесён в «Инцидент Менеджмент»; пошли семь рабочих дней на окончательный.

# tell clocks

# as: slantsy/zhkh_executor
# clock: 2026-03-05 10:00
mutation { submitReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, kind: FINAL, text: "Яма на улице Заводской заделана 4 марта, разметка восстановлена." }) { case { revision } refusals { code } } }

# as: slantsy/zhkh_head
mutation { approveReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

# as: slantsy/press
# clock: 2026-03-05 11:00
mutation { publishReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, publishedAt: "https://vk.example/wall-2_7?reply=11" }) { case { revision } refusals { code } } }

> Окончательный ответ дан в срок. Три рабочих дня через праздник 8 марта — и карточка закрыта.

# live until: 2026-03-12 09:00
# tell history
