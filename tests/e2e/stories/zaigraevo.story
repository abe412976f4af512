# title: Заиграево: холодно в квартире, Сагаалган и дежурный региона
# zone: Asia/Irkutsk

> Акт Заиграева короток: куратор есть, блоков нет, руководитель МЦУ назван, но пост пуст, работу центра координирует
> ЦУР Бурятии. Всё это записано в файле муниципалитета, программа о Заиграеве ничего не знает.
>
> Вторник, 17 февраля 2026 года, 16:30 в Заиграеве. До конца рабочего дня час, завтра Сагаалган — выходной только в
> Бурятии. На странице администрации пишут, что в доме холодно. Специалист по сообщениям вносит карточку.

# clock: 2026-02-17 16:30
# as: zaigraevo/specialist
mutation { enterCase(input: { requestId: "$request", essence: "В доме 4 по улице Лесной второй день чуть тёплые батареи, в квартире 14 градусов", topic: "zhkh.heat", channel: OFFICIAL_PAGE, threadUrl: "https://vk.example/wall-1_1" }) { case { id number } refusals { code } } }
# keep: case = enterCase.case.id
# keep: number = enterCase.case.number

> Карточка получает номер $number. Отопление — срочная тема, на первый ответ четыре рабочих часа. Вот как считается срок:

# tell clocks

> Никто ничего не делает: ни вечером, ни в праздник, ни после него; впереди ещё День защитника Отечества. Во вторник,
> 24 февраля, всё это видно в истории.

# live until: 2026-02-24 13:00
# tell history

> Каждая ступень, которая по лестнице звала руководителя МЦУ, дошла до куратора: поста нет. Блоков акт не знает, их
> ступень тоже пропущена вверх. Глава узнала раньше региона: ступень региона всегда после неё. В ЦУР Бурятии карточка
> стоит в списке просроченных, и дежурный вызван, потому что по п. 3 акта работу координирует ЦУР.

# as: buryatia/duty
# tell late
query { lateCases { edges { node { id number revision tenant { id } steps { timer id canAcknowledge } } } } }
# keep: tenant = lateCases.edges.0.node.tenant.id
# keep: timer = lateCases.edges.0.node.steps.0.timer
# keep: step = lateCases.edges.0.node.steps.0.id
# keep: seen = lateCases.edges.0.node.revision
mutation { acknowledgeStep(input: { requestId: "$request", tenant: "$tenant", case: "$case", expectedRevision: $seen, timer: "$timer", step: "$step", note: "Звоню главе, ответ сегодня до 15:00" }) { case { revision } refusals { code } } }

> Дежурный ЦУР принял к сведению и позвонил. Специалист назначает карточку отделу ЖКХ, отдел отвечает, ответ согласует
> куратор — так записано для Заиграева, потому что руководитель по акту сам готовил бы ответы.

# as: zaigraevo/specialist
# clock: 2026-02-24 13:10
{ case(id: "$case") { organization { id } } }
# keep: organization = case.organization.id
{ assignees(organization: "$organization") { id position } }
# keep: assignee = assignees.1.id
mutation { assignCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision, assignee: "$assignee" }) { case { revision } refusals { code } } }

# as: zaigraevo/zhkh_executor
mutation { acceptCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

# clock: 2026-02-24 14:20
mutation { submitReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, kind: FINAL, text: "Воздушная пробка в стояке устранена 24 февраля в 13:40, в квартире 20 градусов. Перерасчёт за все дни сделает управляющая организация." }) { case { revision } refusals { code field } } }

# as: zaigraevo/curator
mutation { approveReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

# as: zaigraevo/specialist
# clock: 2026-02-24 14:50
mutation { publishReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, publishedAt: "https://vk.example/wall-1_1?reply=2" }) { case { revision } refusals { code } } }

> Три рабочих дня система следит за веткой. Автор молчит, карточка закрывается сама.

# live until: 2026-03-02 09:00
# tell history
