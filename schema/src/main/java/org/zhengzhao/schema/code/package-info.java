/**
 * The codes that identify organisations, people, license types and licenses, each with its check character.
 */
@NullMarked
package org.zhengzhao.schema.code;

import org.jspecify.annotations.NullMarked;
