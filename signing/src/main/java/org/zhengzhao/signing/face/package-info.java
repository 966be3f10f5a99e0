/**
 * What the faces of a license have in common: the PDF and the QR credential are made in one act and can be told to belong
 * together. What is about to be signed is complete and checked before a key is touched; what came back is compared with it.
 */
@NullMarked
package org.zhengzhao.signing.face;

import org.jspecify.annotations.NullMarked;
