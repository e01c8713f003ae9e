-- id: S8
-- title: Shells were moved to emu_services_old
-- of: shells
-- at: [emu_services, emu_services_old]
-- holds: measured
-- consequence: "A defect of dionaea's moves all earlier rows aside when it starts for the second time; who reads emu_services alone misses them."
-- remedy: "The view shells unites both tables and takes either spelling of the key."
SELECT 'in emu_services_old' AS part, COUNT(*) AS found, COUNT(*) + (SELECT COUNT(*) FROM emu_services) AS total
FROM emu_services_old
