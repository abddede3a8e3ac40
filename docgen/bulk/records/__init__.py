"""What has been made already?"""
