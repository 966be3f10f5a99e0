package org.zhengzhao.registry.access;

/**
 * How many reads concerned a holder so far, and which of them are still kept.
 *
 * @param latest number of the last one; 0 where there is none
 * @param keptFrom every number from this one to the last one is there; what is missing among them was removed
 */
record HolderCounter(long latest, long keptFrom) {}
