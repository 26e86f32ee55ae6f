-- Positions are put together from what single documents report; those of before are judged again from these reports.
INSERT OR IGNORE INTO matter_pending SELECT DISTINCT matter, key FROM matter WHERE matter = 'position';
