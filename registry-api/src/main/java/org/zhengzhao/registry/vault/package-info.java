/** Personal data in the database, encrypted: values under data keys, data keys under a master key that is not in the database. */
@NullMarked
package org.zhengzhao.registry.vault;

import org.jspecify.annotations.NullMarked;
