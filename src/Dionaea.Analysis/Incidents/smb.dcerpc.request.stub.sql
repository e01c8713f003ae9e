-- title: A DCE/RPC request, in files of the maintained fork, which keep its data too
-- origins: [dionaea.modules.python.smb.dcerpc.request]
-- needs: dcerpcrequests.dcerpcrequest_stub_data
-- fields: {uuid: required, opnum: required, stub_data: optional bytes}
INSERT INTO dcerpcrequests (connection, dcerpcrequest_uuid, dcerpcrequest_opnum, dcerpcrequest_stub_data)
VALUES ($connection, $uuid, $opnum, $stub_data);
