-- title: A presentation context of a DCE/RPC bind
-- origins: [dionaea.modules.python.smb.dcerpc.bind]
-- fields: {uuid: required, transfersyntax: required}
INSERT INTO dcerpcbinds (connection, dcerpcbind_uuid, dcerpcbind_transfersyntax)
VALUES ($connection, $uuid, $transfersyntax);
