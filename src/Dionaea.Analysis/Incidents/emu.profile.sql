-- title: What shellcode did in the emulator
-- origins: [dionaea.module.emu.profile]
-- fields: {profile: required}
INSERT INTO emu_profiles (connection, emu_profile_json)
VALUES ($connection, $profile);
