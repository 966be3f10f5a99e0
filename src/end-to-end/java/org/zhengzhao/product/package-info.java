/** The product as a stranger has it: built, started with its launcher, asked over HTTP, verified with its command line. */
@NullMarked
package org.zhengzhao.product;

import org.jspecify.annotations.NullMarked;
