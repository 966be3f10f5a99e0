/** What must be known of a picture file before a decoder is let near it. */
@NullMarked
package org.zhengzhao.signing.picture;

import org.jspecify.annotations.NullMarked;
