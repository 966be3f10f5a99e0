/**
 * What operators do to the keys of the registry: make, certify, put into service, take out of it. Each is a ceremony with a record.
 */
@NullMarked
package org.zhengzhao.registry.ceremony;

import org.jspecify.annotations.NullMarked;
