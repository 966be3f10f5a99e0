/**
 * The PDF face of a license: draws the page that a template describes, embeds the machine-readable license, signs.
 */
@NullMarked
package org.zhengzhao.signing.pdf;

import org.jspecify.annotations.NullMarked;
