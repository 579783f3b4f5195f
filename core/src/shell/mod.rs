//! Words and command lines, as Bash and PowerShell read them.
