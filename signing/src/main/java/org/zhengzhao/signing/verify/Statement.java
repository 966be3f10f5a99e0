package org.zhengzhao.signing.verify;

/** What a document says, as far as its signature binds it. */
public sealed interface Statement permits LicenseSummary, ReceiptSummary {}
