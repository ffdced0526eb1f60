// Generated from the contracts by `npm run generate`. Not to be edited.

import type { Input, Output } from '../../shared/contracts/contract';
import type { accountBind } from '../../shared/contracts/account/bind';
import type { accountBindWechatPhone } from '../../shared/contracts/account/bind-wechat-phone';
import type { accountDelete } from '../../shared/contracts/account/delete';
import type { accountDeleteCancel } from '../../shared/contracts/account/delete-cancel';
import type { accountExport } from '../../shared/contracts/account/export';
import type { accountGet } from '../../shared/contracts/account/get';
import type { accountSetPassword } from '../../shared/contracts/account/set-password';
import type { accountUpdate } from '../../shared/contracts/account/update';
import type { addressList } from '../../shared/contracts/address/list';
import type { addressSave } from '../../shared/contracts/address/save';
import type { alertAcknowledge } from '../../shared/contracts/alert/acknowledge';
import type { alertList } from '../../shared/contracts/alert/list';
import type { alertSilence } from '../../shared/contracts/alert/silence';
import type { almanacDay } from '../../shared/contracts/almanac/day';
import type { almanacMonth } from '../../shared/contracts/almanac/month';
import type { almanacPick } from '../../shared/contracts/almanac/pick';
import type { almanacTerms } from '../../shared/contracts/almanac/terms';
import type { auditSearch } from '../../shared/contracts/audit/search';
import type { auditVerify } from '../../shared/contracts/audit/verify';
import type { authLogin } from '../../shared/contracts/auth/login';
import type { authLoginByCode } from '../../shared/contracts/auth/login-by-code';
import type { authLogout } from '../../shared/contracts/auth/logout';
import type { authLogoutEverywhere } from '../../shared/contracts/auth/logout-everywhere';
import type { authRefresh } from '../../shared/contracts/auth/refresh';
import type { authRegister } from '../../shared/contracts/auth/register';
import type { authResetPassword } from '../../shared/contracts/auth/reset-password';
import type { authSendCode } from '../../shared/contracts/auth/send-code';
import type { backupList } from '../../shared/contracts/backup/list';
import type { backupRunNow } from '../../shared/contracts/backup/run-now';
import type { backupVerify } from '../../shared/contracts/backup/verify';
import type { baziChart } from '../../shared/contracts/bazi/chart';
import type { baziLuck } from '../../shared/contracts/bazi/luck';
import type { baziMatch } from '../../shared/contracts/bazi/match';
import type { baziPlaces } from '../../shared/contracts/bazi/places';
import type { benefitBuy } from '../../shared/contracts/benefit/buy';
import type { benefitGet } from '../../shared/contracts/benefit/get';
import type { benefitGive } from '../../shared/contracts/benefit/give';
import type { benefitLedger } from '../../shared/contracts/benefit/ledger';
import type { benefitLookup } from '../../shared/contracts/benefit/lookup';
import type { benefitOffers } from '../../shared/contracts/benefit/offers';
import type { benefitWaive } from '../../shared/contracts/benefit/waive';
import type { cacheInvalidate } from '../../shared/contracts/cache/invalidate';
import type { cartGet } from '../../shared/contracts/cart/get';
import type { cartSet } from '../../shared/contracts/cart/set';
import type { catalogGet } from '../../shared/contracts/catalog/get';
import type { catalogList } from '../../shared/contracts/catalog/list';
import type { catalogLookup } from '../../shared/contracts/catalog/lookup';
import type { catalogSave } from '../../shared/contracts/catalog/save';
import type { configGet } from '../../shared/contracts/config/get';
import type { configHistory } from '../../shared/contracts/config/history';
import type { configRollback } from '../../shared/contracts/config/rollback';
import type { configSet } from '../../shared/contracts/config/set';
import type { costDays } from '../../shared/contracts/cost/days';
import type { eventDiscard } from '../../shared/contracts/event/discard';
import type { eventList } from '../../shared/contracts/event/list';
import type { eventReplay } from '../../shared/contracts/event/replay';
import type { fileChecked } from '../../shared/contracts/file/checked';
import type { fileCommit } from '../../shared/contracts/file/commit';
import type { fileDelete } from '../../shared/contracts/file/delete';
import type { fileReview } from '../../shared/contracts/file/review';
import type { fileTicket } from '../../shared/contracts/file/ticket';
import type { fileUpload } from '../../shared/contracts/file/upload';
import type { fileUrl } from '../../shared/contracts/file/url';
import type { flagMine } from '../../shared/contracts/flag/mine';
import type { healthCheck } from '../../shared/contracts/health/check';
import type { healthInspect } from '../../shared/contracts/health/inspect';
import type { jobList } from '../../shared/contracts/job/list';
import type { jobRunNow } from '../../shared/contracts/job/run-now';
import type { jobRuns } from '../../shared/contracts/job/runs';
import type { metricList } from '../../shared/contracts/metric/list';
import type { noticeList } from '../../shared/contracts/notice/list';
import type { noticePrefer } from '../../shared/contracts/notice/prefer';
import type { noticePreferences } from '../../shared/contracts/notice/preferences';
import type { noticeRead } from '../../shared/contracts/notice/read';
import type { noticeSearch } from '../../shared/contracts/notice/search';
import type { orderAnomalies } from '../../shared/contracts/order/anomalies';
import type { orderCancel } from '../../shared/contracts/order/cancel';
import type { orderCreate } from '../../shared/contracts/order/create';
import type { orderExport } from '../../shared/contracts/order/export';
import type { orderGet } from '../../shared/contracts/order/get';
import type { orderList } from '../../shared/contracts/order/list';
import type { orderLookup } from '../../shared/contracts/order/lookup';
import type { orderPreview } from '../../shared/contracts/order/preview';
import type { orderRefund } from '../../shared/contracts/order/refund';
import type { orderResolve } from '../../shared/contracts/order/resolve';
import type { orderSearch } from '../../shared/contracts/order/search';
import type { payPrepay } from '../../shared/contracts/pay/prepay';
import type { payPrepayH5 } from '../../shared/contracts/pay/prepay-h5';
import type { privacyRotate } from '../../shared/contracts/privacy/rotate';
import type { readingDaily } from '../../shared/contracts/reading/daily';
import type { readingDelete } from '../../shared/contracts/reading/delete';
import type { readingGet } from '../../shared/contracts/reading/get';
import type { readingList } from '../../shared/contracts/reading/list';
import type { readingMark } from '../../shared/contracts/reading/mark';
import type { readingStart } from '../../shared/contracts/reading/start';
import type { readingTopics } from '../../shared/contracts/reading/topics';
import type { recordDelete } from '../../shared/contracts/record/delete';
import type { recordList } from '../../shared/contracts/record/list';
import type { recordSave } from '../../shared/contracts/record/save';
import type { roleDefine } from '../../shared/contracts/role/define';
import type { roleGrant } from '../../shared/contracts/role/grant';
import type { roleList } from '../../shared/contracts/role/list';
import type { roleMembers } from '../../shared/contracts/role/members';
import type { roleRevoke } from '../../shared/contracts/role/revoke';
import type { shareCreate } from '../../shared/contracts/share/create';
import type { shareList } from '../../shared/contracts/share/list';
import type { shareOpen } from '../../shared/contracts/share/open';
import type { sharePoster } from '../../shared/contracts/share/poster';
import type { shareWithdraw } from '../../shared/contracts/share/withdraw';
import type { statsSales } from '../../shared/contracts/stats/sales';
import type { taskCancel } from '../../shared/contracts/task/cancel';
import type { taskGet } from '../../shared/contracts/task/get';
import type { taskList } from '../../shared/contracts/task/list';
import type { taskResume } from '../../shared/contracts/task/resume';
import type { userLogin } from '../../shared/contracts/user/login';
import { call } from './call';

export const api = {
  account: {
    /** 绑定手机号或邮箱 */
    bind: (input: Input<typeof accountBind>) => call<Output<typeof accountBind>>('account-bind', input),
    /** 绑定微信手机号 */
    bindWechatPhone: (input: Input<typeof accountBindWechatPhone>) => call<Output<typeof accountBindWechatPhone>>('account-bind-wechat-phone', input),
    /** 申请注销账号 */
    delete: (input: Input<typeof accountDelete>) => call<Output<typeof accountDelete>>('account-delete', input),
    /** 撤回注销申请 */
    deleteCancel: (input: Input<typeof accountDeleteCancel>) => call<Output<typeof accountDeleteCancel>>('account-delete-cancel', input),
    /** 导出我的个人信息 */
    export: (input: Input<typeof accountExport>) => call<Output<typeof accountExport>>('account-export', input),
    /** 我的账号 */
    get: (input: Input<typeof accountGet>) => call<Output<typeof accountGet>>('account-get', input),
    /** 设置密码 */
    setPassword: (input: Input<typeof accountSetPassword>) => call<Output<typeof accountSetPassword>>('account-set-password', input),
    /** 修改个人资料 */
    update: (input: Input<typeof accountUpdate>) => call<Output<typeof accountUpdate>>('account-update', input),
  },
  address: {
    /** 收货地址 */
    list: (input: Input<typeof addressList>) => call<Output<typeof addressList>>('address-list', input),
    /** 保存收货地址 */
    save: (input: Input<typeof addressSave>) => call<Output<typeof addressSave>>('address-save', input),
  },
  alert: {
    /** 确认告警 */
    acknowledge: (input: Input<typeof alertAcknowledge>) => call<Output<typeof alertAcknowledge>>('alert-acknowledge', input),
    /** 告警列表 */
    list: (input: Input<typeof alertList>) => call<Output<typeof alertList>>('alert-list', input),
    /** 静默告警 */
    silence: (input: Input<typeof alertSilence>) => call<Output<typeof alertSilence>>('alert-silence', input),
  },
  almanac: {
    /** 黄历 */
    day: (input: Input<typeof almanacDay>) => call<Output<typeof almanacDay>>('almanac-day', input),
    /** 月历 */
    month: (input: Input<typeof almanacMonth>) => call<Output<typeof almanacMonth>>('almanac-month', input),
    /** 择日 */
    pick: (input: Input<typeof almanacPick>) => call<Output<typeof almanacPick>>('almanac-pick', input),
    /** 二十四节气 */
    terms: (input: Input<typeof almanacTerms>) => call<Output<typeof almanacTerms>>('almanac-terms', input),
  },
  audit: {
    /** 查询审计记录 */
    search: (input: Input<typeof auditSearch>) => call<Output<typeof auditSearch>>('audit-search', input),
    /** 校验审计链 */
    verify: (input: Input<typeof auditVerify>) => call<Output<typeof auditVerify>>('audit-verify', input),
  },
  auth: {
    /** 密码登录 */
    login: (input: Input<typeof authLogin>) => call<Output<typeof authLogin>>('auth-login', input),
    /** 验证码登录 */
    loginByCode: (input: Input<typeof authLoginByCode>) => call<Output<typeof authLoginByCode>>('auth-login-by-code', input),
    /** 退出登录 */
    logout: (input: Input<typeof authLogout>) => call<Output<typeof authLogout>>('auth-logout', input),
    /** 退出所有设备 */
    logoutEverywhere: (input: Input<typeof authLogoutEverywhere>) => call<Output<typeof authLogoutEverywhere>>('auth-logout-everywhere', input),
    /** 续期登录 */
    refresh: (input: Input<typeof authRefresh>) => call<Output<typeof authRefresh>>('auth-refresh', input),
    /** 注册账号 */
    register: (input: Input<typeof authRegister>) => call<Output<typeof authRegister>>('auth-register', input),
    /** 重设密码 */
    resetPassword: (input: Input<typeof authResetPassword>) => call<Output<typeof authResetPassword>>('auth-reset-password', input),
    /** 发送验证码 */
    sendCode: (input: Input<typeof authSendCode>) => call<Output<typeof authSendCode>>('auth-send-code', input),
  },
  backup: {
    /** 查询备份 */
    list: (input: Input<typeof backupList>) => call<Output<typeof backupList>>('backup-list', input),
    /** 立即备份 */
    runNow: (input: Input<typeof backupRunNow>) => call<Output<typeof backupRunNow>>('backup-run-now', input),
    /** 校验备份 */
    verify: (input: Input<typeof backupVerify>) => call<Output<typeof backupVerify>>('backup-verify', input),
  },
  bazi: {
    /** 排八字命盘 */
    chart: (input: Input<typeof baziChart>) => call<Output<typeof baziChart>>('bazi-chart', input),
    /** 排大运、流年、流月、流日 */
    luck: (input: Input<typeof baziLuck>) => call<Output<typeof baziLuck>>('bazi-luck', input),
    /** 两张命盘相合 */
    match: (input: Input<typeof baziMatch>) => call<Output<typeof baziMatch>>('bazi-match', input),
    /** 查找出生地 */
    places: (input: Input<typeof baziPlaces>) => call<Output<typeof baziPlaces>>('bazi-places', input),
  },
  benefit: {
    /** 购买权益 */
    buy: (input: Input<typeof benefitBuy>) => call<Output<typeof benefitBuy>>('benefit-buy', input),
    /** 我的权益 */
    get: (input: Input<typeof benefitGet>) => call<Output<typeof benefitGet>>('benefit-get', input),
    /** 赠送权益 */
    give: (input: Input<typeof benefitGive>) => call<Output<typeof benefitGive>>('benefit-give', input),
    /** 权益明细 */
    ledger: (input: Input<typeof benefitLedger>) => call<Output<typeof benefitLedger>>('benefit-ledger', input),
    /** 查看任一会员的权益 */
    lookup: (input: Input<typeof benefitLookup>) => call<Output<typeof benefitLookup>>('benefit-lookup', input),
    /** 可购买的权益 */
    offers: (input: Input<typeof benefitOffers>) => call<Output<typeof benefitOffers>>('benefit-offers', input),
    /** 放弃剩余权益 */
    waive: (input: Input<typeof benefitWaive>) => call<Output<typeof benefitWaive>>('benefit-waive', input),
  },
  cache: {
    /** 清除缓存 */
    invalidate: (input: Input<typeof cacheInvalidate>) => call<Output<typeof cacheInvalidate>>('cache-invalidate', input),
  },
  cart: {
    /** 查看购物袋 */
    get: (input: Input<typeof cartGet>) => call<Output<typeof cartGet>>('cart-get', input),
    /** 修改购物袋 */
    set: (input: Input<typeof cartSet>) => call<Output<typeof cartSet>>('cart-set', input),
  },
  catalog: {
    /** 查看商品 */
    get: (input: Input<typeof catalogGet>) => call<Output<typeof catalogGet>>('catalog-get', input),
    /** 浏览商品 */
    list: (input: Input<typeof catalogList>) => call<Output<typeof catalogList>>('catalog-list', input),
    /** 查看任一商品 */
    lookup: (input: Input<typeof catalogLookup>) => call<Output<typeof catalogLookup>>('catalog-lookup', input),
    /** 新增或修改商品 */
    save: (input: Input<typeof catalogSave>) => call<Output<typeof catalogSave>>('catalog-save', input),
  },
  config: {
    /** 查看业务规则与功能开关 */
    get: (input: Input<typeof configGet>) => call<Output<typeof configGet>>('config-get', input),
    /** 设置修改记录 */
    history: (input: Input<typeof configHistory>) => call<Output<typeof configHistory>>('config-history', input),
    /** 恢复到之前的设置 */
    rollback: (input: Input<typeof configRollback>) => call<Output<typeof configRollback>>('config-rollback', input),
    /** 修改业务规则与功能开关 */
    set: (input: Input<typeof configSet>) => call<Output<typeof configSet>>('config-set', input),
  },
  cost: {
    /** 查询每日费用估算 */
    days: (input: Input<typeof costDays>) => call<Output<typeof costDays>>('cost-days', input),
  },
  event: {
    /** 放弃派送事件 */
    discard: (input: Input<typeof eventDiscard>) => call<Output<typeof eventDiscard>>('event-discard', input),
    /** 未送达的事件 */
    list: (input: Input<typeof eventList>) => call<Output<typeof eventList>>('event-list', input),
    /** 重新派送事件 */
    replay: (input: Input<typeof eventReplay>) => call<Output<typeof eventReplay>>('event-replay', input),
  },
  file: {
    /** 接收内容安全检查结果 */
    checked: (input: Input<typeof fileChecked>) => call<Output<typeof fileChecked>>('file-checked', input),
    /** 提交已上传的文件 */
    commit: (input: Input<typeof fileCommit>) => call<Output<typeof fileCommit>>('file-commit', input),
    /** 删除文件 */
    delete: (input: Input<typeof fileDelete>) => call<Output<typeof fileDelete>>('file-delete', input),
    /** 审核文件 */
    review: (input: Input<typeof fileReview>) => call<Output<typeof fileReview>>('file-review', input),
    /** 申请上传文件 */
    ticket: (input: Input<typeof fileTicket>) => call<Output<typeof fileTicket>>('file-ticket', input),
    /** 取得上传地址（H5 与 PC） */
    upload: (input: Input<typeof fileUpload>) => call<Output<typeof fileUpload>>('file-upload', input),
    /** 查看文件 */
    url: (input: Input<typeof fileUrl>) => call<Output<typeof fileUrl>>('file-url', input),
  },
  flag: {
    /** 查看我可用的功能 */
    mine: (input: Input<typeof flagMine>) => call<Output<typeof flagMine>>('flag-mine', input),
  },
  health: {
    /** 服务是否在运行 */
    check: (input: Input<typeof healthCheck>) => call<Output<typeof healthCheck>>('health-check', input),
    /** 检查各依赖的健康状况 */
    inspect: (input: Input<typeof healthInspect>) => call<Output<typeof healthInspect>>('health-inspect', input),
  },
  job: {
    /** 定时任务 */
    list: (input: Input<typeof jobList>) => call<Output<typeof jobList>>('job-list', input),
    /** 立即运行定时任务 */
    runNow: (input: Input<typeof jobRunNow>) => call<Output<typeof jobRunNow>>('job-run-now', input),
    /** 定时任务的运行记录 */
    runs: (input: Input<typeof jobRuns>) => call<Output<typeof jobRuns>>('job-runs', input),
  },
  metric: {
    /** 查询运行指标 */
    list: (input: Input<typeof metricList>) => call<Output<typeof metricList>>('metric-list', input),
  },
  notice: {
    /** 我的消息 */
    list: (input: Input<typeof noticeList>) => call<Output<typeof noticeList>>('notice-list', input),
    /** 修改通知设置 */
    prefer: (input: Input<typeof noticePrefer>) => call<Output<typeof noticePrefer>>('notice-prefer', input),
    /** 我的通知设置 */
    preferences: (input: Input<typeof noticePreferences>) => call<Output<typeof noticePreferences>>('notice-preferences', input),
    /** 标为已读 */
    read: (input: Input<typeof noticeRead>) => call<Output<typeof noticeRead>>('notice-read', input),
    /** 查看通知的送达记录 */
    search: (input: Input<typeof noticeSearch>) => call<Output<typeof noticeSearch>>('notice-search', input),
  },
  order: {
    /** 查看待处理的资金异常 */
    anomalies: (input: Input<typeof orderAnomalies>) => call<Output<typeof orderAnomalies>>('order-anomalies', input),
    /** 取消订单 */
    cancel: (input: Input<typeof orderCancel>) => call<Output<typeof orderCancel>>('order-cancel', input),
    /** 提交订单 */
    create: (input: Input<typeof orderCreate>) => call<Output<typeof orderCreate>>('order-create', input),
    /** 导出订单 */
    export: (input: Input<typeof orderExport>) => call<Output<typeof orderExport>>('order-export', input),
    /** 订单详情 */
    get: (input: Input<typeof orderGet>) => call<Output<typeof orderGet>>('order-get', input),
    /** 我的订单 */
    list: (input: Input<typeof orderList>) => call<Output<typeof orderList>>('order-list', input),
    /** 查看任一订单 */
    lookup: (input: Input<typeof orderLookup>) => call<Output<typeof orderLookup>>('order-lookup', input),
    /** 确认订单 */
    preview: (input: Input<typeof orderPreview>) => call<Output<typeof orderPreview>>('order-preview', input),
    /** 为买家全额退款 */
    refund: (input: Input<typeof orderRefund>) => call<Output<typeof orderRefund>>('order-refund', input),
    /** 处理资金异常 */
    resolve: (input: Input<typeof orderResolve>) => call<Output<typeof orderResolve>>('order-resolve', input),
    /** 查询所有订单 */
    search: (input: Input<typeof orderSearch>) => call<Output<typeof orderSearch>>('order-search', input),
  },
  pay: {
    /** 发起支付 */
    prepay: (input: Input<typeof payPrepay>) => call<Output<typeof payPrepay>>('pay-prepay', input),
    /** 在网页中发起支付 */
    prepayH5: (input: Input<typeof payPrepayH5>) => call<Output<typeof payPrepayH5>>('pay-prepay-h5', input),
  },
  privacy: {
    /** 用当前密钥重新加密个人信息 */
    rotate: (input: Input<typeof privacyRotate>) => call<Output<typeof privacyRotate>>('privacy-rotate', input),
  },
  reading: {
    /** 每日一览 */
    daily: (input: Input<typeof readingDaily>) => call<Output<typeof readingDaily>>('reading-daily', input),
    /** 删除解读 */
    delete: (input: Input<typeof readingDelete>) => call<Output<typeof readingDelete>>('reading-delete', input),
    /** 查看解读 */
    get: (input: Input<typeof readingGet>) => call<Output<typeof readingGet>>('reading-get', input),
    /** 我的解读 */
    list: (input: Input<typeof readingList>) => call<Output<typeof readingList>>('reading-list', input),
    /** 收藏解读 */
    mark: (input: Input<typeof readingMark>) => call<Output<typeof readingMark>>('reading-mark', input),
    /** 开始一份解读 */
    start: (input: Input<typeof readingStart>) => call<Output<typeof readingStart>>('reading-start', input),
    /** 解读主题 */
    topics: (input: Input<typeof readingTopics>) => call<Output<typeof readingTopics>>('reading-topics', input),
  },
  record: {
    /** 删除保存的命盘 */
    delete: (input: Input<typeof recordDelete>) => call<Output<typeof recordDelete>>('record-delete', input),
    /** 我保存的命盘 */
    list: (input: Input<typeof recordList>) => call<Output<typeof recordList>>('record-list', input),
    /** 保存命盘 */
    save: (input: Input<typeof recordSave>) => call<Output<typeof recordSave>>('record-save', input),
  },
  role: {
    /** 新增或修改角色 */
    define: (input: Input<typeof roleDefine>) => call<Output<typeof roleDefine>>('role-define', input),
    /** 授予角色 */
    grant: (input: Input<typeof roleGrant>) => call<Output<typeof roleGrant>>('role-grant', input),
    /** 查看角色 */
    list: (input: Input<typeof roleList>) => call<Output<typeof roleList>>('role-list', input),
    /** 查看角色成员 */
    members: (input: Input<typeof roleMembers>) => call<Output<typeof roleMembers>>('role-members', input),
    /** 收回角色 */
    revoke: (input: Input<typeof roleRevoke>) => call<Output<typeof roleRevoke>>('role-revoke', input),
  },
  share: {
    /** 分享命盘 */
    create: (input: Input<typeof shareCreate>) => call<Output<typeof shareCreate>>('share-create', input),
    /** 我的分享 */
    list: (input: Input<typeof shareList>) => call<Output<typeof shareList>>('share-list', input),
    /** 打开分享的命盘 */
    open: (input: Input<typeof shareOpen>) => call<Output<typeof shareOpen>>('share-open', input),
    /** 生成分享图 */
    poster: (input: Input<typeof sharePoster>) => call<Output<typeof sharePoster>>('share-poster', input),
    /** 撤回分享 */
    withdraw: (input: Input<typeof shareWithdraw>) => call<Output<typeof shareWithdraw>>('share-withdraw', input),
  },
  stats: {
    /** 销量统计 */
    sales: (input: Input<typeof statsSales>) => call<Output<typeof statsSales>>('stats-sales', input),
  },
  task: {
    /** 取消任务 */
    cancel: (input: Input<typeof taskCancel>) => call<Output<typeof taskCancel>>('task-cancel', input),
    /** 查看任务进度 */
    get: (input: Input<typeof taskGet>) => call<Output<typeof taskGet>>('task-get', input),
    /** 我的任务 */
    list: (input: Input<typeof taskList>) => call<Output<typeof taskList>>('task-list', input),
    /** 继续任务 */
    resume: (input: Input<typeof taskResume>) => call<Output<typeof taskResume>>('task-resume', input),
  },
  user: {
    /** 微信登录 */
    login: (input: Input<typeof userLogin>) => call<Output<typeof userLogin>>('user-login', input),
  },
};
