-- id: S18
-- title: The file was in use or not cleanly closed
-- of: notes
-- at: []
-- holds: measured
-- consequence: "dionaea keeps its file open and writes at any time: a copy taken then ends in the middle of its day, and reading it in place can make dionaea's writes fail."
-- remedy: "The workbench read a private copy; the notes above say why. The sensor's file is unchanged."
SELECT 'on how the file was read' AS part, $notes AS found, NULL AS total
