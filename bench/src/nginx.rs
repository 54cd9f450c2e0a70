//! nginx, serving one static file: what everything is measured beside.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running nginx.
pub(crate) struct Nginx {
    pub(crate) port: u16,
    child: Child,
    _directory: tempfile::TempDir,
}

impl Nginx {
    /// Starts one that serves these bytes, if nginx is installed.
    pub(crate) async fn start(page: &[u8]) -> Result<Option<Self>, String> {
        let installed = Command::new("nginx")
            .arg("-v")
            .stderr(Stdio::null())
            .status()
            .is_ok();
        if !installed {
            return Ok(None);
        }
        let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
        let root = directory.path();
        std::fs::write(root.join("page.html"), page).map_err(|error| error.to_string())?;
        let port = crate::hall::free_port()?;
        let config = format!(
            "worker_processes auto; pid {0}/pid; error_log {0}/error.log; daemon off;
             events {{ worker_connections 1024; }}
             http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
                     client_body_temp_path {0}/a; proxy_temp_path {0}/b; fastcgi_temp_path {0}/c;
                     uwsgi_temp_path {0}/d; scgi_temp_path {0}/e; open_file_cache max=100;
                     server {{ listen 127.0.0.1:{port}; root {0}; }} }}",
            root.display()
        );
        let path = root.join("nginx.conf");
        std::fs::write(&path, config).map_err(|error| error.to_string())?;
        // Its workers are another account's and have to read the file.
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(root, open).map_err(|error| error.to_string())?;
        let child = Command::new("nginx")
            .arg("-c")
            .arg(&path)
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let started = Self {
            port,
            child,
            _directory: directory,
        };
        for _ in 0..50 {
            if crate::load::Wire::open(port).await.is_ok() {
                return Ok(Some(started));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err("nginx did not start".to_owned())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Its master ends its workers when it is asked to; killed, it would leave them.
        let _ = Command::new("kill")
            .arg("-QUIT")
            .arg(self.child.id().to_string())
            .status();
        let _ = self.child.wait();
    }
}
