package org.zhengzhao.registry.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of the pages in Chinese; {@code messages/say_en.properties} has the same in English. */
@MessageBundle(value = "say", locale = "zh-CN")
public interface PageTexts {
    @Message("证照登记")
    String product();

    @Message("电子证照登记")
    String brand();

    @Message("跳到正文")
    String skip();

    @Message("主要页面")
    String placesLabel();

    @Message("首页")
    String home();

    @Message("核验证照")
    String verify();

    @Message("电子证照登记与核验。核验不用登录，提交的文件不会保存。")
    String footer();

    @Message("电子证照，一次签发，处处可查")
    String homeTitle();

    @Message("颁发机构在这里签发带电子签名的证照；别的部门办事时直接来查，您不用再交纸质证明。")
    String homeWhat();

    @Message("任何人都可以核验一份证照是真是假，不用登录。")
    String homeCheck();

    @Message("核验一份证照")
    String verifyNow();

    @Message("此状态自")
    String statusSince();

    @Message("原因")
    String statusReason();

    @Message("换发自")
    String predecessor();

    @Message("已换发为")
    String successor();

    @Message("看看示例证照")
    String samplesTitle();

    @Message("下面的人、单位和证照都是虚构的，只供试用。点开一张，可以看到持证人手机上的样子。")
    String samplesNote();

    @Message("打开")
    String openSample();

    @Message("谁可以调用接口")
    String systemsTitle();

    @Message("这些是示例部门的业务系统。每个系统用自己的客户端编号和密钥换取短期令牌，再颁发或查询证照；每次查询都要说明用途，并留下记录。")
    String systemsNote();

    @Message("机构")
    String systemAuthority();

    @Message("系统")
    String systemName();

    @Message("客户端编号")
    String systemClient();

    @Message("可以做什么")
    String systemMay();

    @Message("密钥在哪里？")
    String secretsTitle();

    @Message("密钥不在网页上。它们在运行本服务的机器上，数据目录里的 sample-credentials.env 文件中，只有启动服务的人能读；启动时也会显示在终端里。")
    String secretsNote();

    @Message("更多")
    String moreTitle();

    @Message("选择 PDF 或二维码照片，马上知道是否有效。")
    String moreVerify();

    @Message("接口文档")
    String apiDocument();

    @Message("给开发人员：OpenAPI 3.1 格式的全部接口。")
    String moreApi();

    @Message("信任证书")
    String trustAnchors();

    @Message("给检查人员：下载一次，之后没有网络也能核验。")
    String moreTrust();

    @Message("回到首页")
    String backHome();

    @Message("示例")
    String sampleMark();

    @Message("这张证照是虚构的，没有法律效力。")
    String sampleNote();

    @Message("截至 {time}")
    String asOf(String time);

    @Message("证照编号")
    String licenseNumber();

    @Message("持证主体")
    String holder();

    @Message("颁发机构")
    String authority();

    @Message("颁发日期")
    String issuedOn();

    @Message("有效期")
    String validity();

    @Message("证照内容")
    String fieldsTitle();

    @Message("证照标识")
    String identifier();

    @Message("为保护个人信息，证件号码只显示一部分。")
    String maskedNote();

    @Message("这张证照的二维码")
    String qrLabel();

    @Message("出示这个二维码")
    String qrCaption();

    @Message("下载 PDF 证照")
    String downloadPdf();

    @Message("核验这个二维码")
    String verifyThis();

    @Message("这个码有什么用？")
    String qrWhatTitle();

    @Message("检查人员扫一扫，就能知道证照是不是真的、有没有过期，没有网络也可以。")
    String qrWhat();

    @Message("码里是证照的主要内容和颁发机构的电子签名，没有密码；证件号码只含一部分。")
    String qrContains();

    @Message("PDF 证照与二维码效力相同，可以存在手机里，也可以打印；打印件请用上面的二维码核验。")
    String pdfWhat();

    @Message("核验证照")
    String verifyTitle();

    @Message("选择证照的 PDF 文件，或者二维码的照片，马上告诉您它是不是真的。")
    String verifyLead();

    @Message("浏览器没有开启脚本，不能自动核验。请复制地址栏里 # 后面的全部文字，粘贴到下面的框里，再点“开始核验”。")
    String cameraWithoutScript();

    @Message("证照的 PDF 或二维码照片")
    String chooseFile();

    @Message("选择文件或拍照")
    String pickFile();

    @Message("最大 20 MB。用手机时可以直接拍照。")
    String fileHint();

    @Message("选好后自动开始核验。用电脑时也可以把文件拖到这个框里。")
    String dropHint();

    @Message("没有文件？可以粘贴二维码里的文字")
    String pasteTitle();

    @Message("二维码文字（以 LX1: 或 HTTPS:// 开头）")
    String pasteLabel();

    @Message("开始核验")
    String startVerify();

    @Message("文件只用于这一次核验，不会保存。")
    String verifyPrivacy();

    @Message("核验另一份证照")
    String verifyAgain();

    @Message("正在核验，请稍候……")
    String checking();

    @Message("没有核验成：连接不上服务。请检查网络，再试一次。")
    String sendingFailed();

    @Message("没有核验成：文件太大，最大 20 MB。请选择证照 PDF 原件，或只拍二维码。")
    String tooLarge();

    @Message("还没有选择")
    String nothingChosen();

    @Message("请先选择 PDF 或照片，或者粘贴二维码文字，再开始核验。")
    String chooseFirst();

    @Message("证照上写的是")
    String licenseSays();

    @Message("回执上写的是")
    String receiptSays();

    @Message("文件自己写的（未经确认，不能当真）")
    String licenseClaims();

    @Message("代码（上报时请提供）")
    String codesTitle();

    @Message("为什么")
    String whyTitle();

    @Message("怎么办")
    String whatToDo();

    @Message("逐项检查结果（{count} 项）")
    String checksTitle(int count);

    @Message("编号：")
    String errorNumber();

    @Message("谁看过这张证照")
    String readsLink();

    @Message("谁看过这张证照")
    String readsTitle();

    @Message("部门要看您的证照，必须说明为什么。每看一次，这里就记一笔；没有看成的也记。记下的，谁都不能删改。")
    String readsWhat();

    @Message("真实的证照不会这样公开：持证人要先在政务服务网站或手机应用中登录，才能看到自己的记录。")
    String readsSample();

    @Message("还没有部门看过这张证照。")
    String readsNone();

    @Message("共 {count} 次，最近的在最前面。")
    String readsCount(int count);

    @Message("第 {number} 次")
    String readsNumber(long number);

    @Message("为什么看")
    String readsPurpose();

    @Message("办什么事")
    String readsMatter();

    @Message("办件编号")
    String readsCase();

    @Message("做了什么")
    String readsOperation();

    @Message("结果")
    String readsOutcome();

    @Message("次数把这位持证人的全部证照算在一起，每次加一。中间少了一个数，就说明有人删掉了记录。")
    String readsGaps();

    @Message("回到证照")
    String backLicense();
}
