# title: Усть-Кокса: каток, Чага-Байрам и один специалист
# zone: Asia/Barnaul

> В Усть-Коксе каналы ведёт один специалист, блоки возглавляют руководители органов по должности. Чага-Байрам в 2026 году
> — суббота, 21 февраля; за ним День защитника Отечества.
>
> Пятница, 20 февраля, 14:30; по пятницам работают до 16:00. Специалист вносит сообщение о катке. Правило для темы
> «каток» называет не только орган, но и место исполнителя, поэтому карточка сразу у него.

# clock: 2026-02-20 14:30
# as: ust-koksa/channel_owner
mutation { enterCase(input: { requestId: "$request", essence: "Когда зальют каток на стадионе? Дети катаются на реке", topic: "sport.ice", channel: INCIDENT_MANAGEMENT, threadUrl: "https://vk.example/wall-4_3" }) { case { id number } refusals { code } } }
# keep: case = enterCase.case.id
# keep: number = enterCase.case.number

> Номер $number. Тема обычная: восемь рабочих часов.

# tell clocks

> Исполнитель не принимает её. Руководитель блока — начальник отдела культуры: он же руководитель органа, поэтому второй
> раз его не зовут.

# live until: 2026-02-27 12:00
# tell history

> Акт о ЦУР молчит, ступени региона нет; в списке региона карточка видна.

# as: altai/duty
# tell late

> В пятницу специалист отдела культуры наконец принимает карточку.

# clock: 2026-02-27 13:10
# as: ust-koksa/culture_executor
mutation { acceptCase(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

mutation { submitReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, kind: FINAL, text: "Каток на стадионе залит 27 февраля, открыт ежедневно до 21:00, прокат коньков по выходным." }) { case { revision } refusals { code } } }

# as: ust-koksa/culture_head
mutation { approveReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision }) { case { revision } refusals { code } } }

# as: ust-koksa/channel_owner
# clock: 2026-02-27 14:40
mutation { publishReply(input: { requestId: "$request", case: "$case", expectedRevision: $revision, publishedAt: "https://vk.example/wall-4_3?reply=4" }) { case { revision } refusals { code } } }

# live until: 2026-03-06 09:00
# tell history
