/**
 * What the faces of a license have in common: the PDF and the QR credential are made in one act and can be told to belong
 * together.
 */
@NullMarked
package org.zhengzhao.signing.face;

import org.jspecify.annotations.NullMarked;
