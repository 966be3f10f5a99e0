/** The service held against its own API document. */
@NullMarked
package org.zhengzhao.registry.apidocument;

import org.jspecify.annotations.NullMarked;
