-- title: A DCE/RPC request
-- origins: [dionaea.modules.python.smb.dcerpc.request]
-- fields: {uuid: required, opnum: required}
INSERT INTO dcerpcrequests (connection, dcerpcrequest_uuid, dcerpcrequest_opnum)
VALUES ($connection, $uuid, $opnum);
